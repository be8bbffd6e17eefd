import type { Context } from '../../graph/context.js';
import { loadAll, loadOne } from '../../graph/loader.js';
import type { Section } from './section.type.js';

const inOrder = { position: 1, slug: 1 } as const;

/** What sections of the top level have for a parent: null cannot be looked up by an index in every store. */
export const topLevel = '';

export const sectionById = loadOne<Section>('section');
export const sectionByPath = loadOne<Section>('section', 'path');
export const sectionsByParent = loadAll<Section>('section', 'parentId', inOrder);

/** Sections that stand at this path, or did. */
export const sectionsByAnyPath = (context: Context, path: string) =>
  context.reader<Section>('section').traces('paths', path);
