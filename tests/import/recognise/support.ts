import type { NativeDocument } from '../../../src/content/documents.js';
import type { ConceptType } from '../../../src/graph/document-types.js';
import { conceptTypes } from '../../../src/graph/document-types.js';
import { type Knowledge, type KnownConcept, nameKey } from '../../../src/import/page/knowledge.js';
import type { Page } from '../../../src/import/page/page.js';
import { recognise } from '../../../src/import/recognise/recognise.js';
import type { Recognised } from '../../../src/import/recognise/recognised.js';

export const nothing: Knowledge = { named: async () => [] };

export function page(paragraphs: string | string[], fields: Partial<Page> = {}): Page {
  return {
    locale: 'en',
    headline: 'A headline of its own',
    credits: [],
    images: [],
    blocks: [paragraphs].flat().map((text) => ({ kind: 'paragraph', text })),
    sources: [],
    notices: [],
    topics: [],
    sectionPath: [],
    boilerplate: [],
    ...fields,
  };
}

export const read = (
  paragraphs: string | string[],
  fields: Partial<Page> = {},
  knowledge = nothing,
): Promise<Recognised> => recognise(page(paragraphs, fields), knowledge);

/** `concept|label`, sorted: what is linked, and nothing else. */
export const links = ({ mentions }: Recognised): string[] =>
  mentions.map(({ concept, label }) => `${concept}|${label}`).sort();

/** `Name: Title @ organisation`. */
export const posts = ({ people }: Recognised): string[] =>
  people.map(
    ({ name, roles = [] }) =>
      `${name}: ${roles.map((role) => [role.title, role.organisation].filter(Boolean).join(' @ ')).join('; ')}`,
  );

type Known = Partial<KnownConcept> & Pick<KnownConcept, 'type' | 'slug' | 'name'>;

export function knowing(...concepts: Known[]): Knowledge & { calls: number } {
  const all = concepts.map((concept): KnownConcept => ({ id: concept.slug, otherNames: [], ...concept }));
  return {
    calls: 0,
    async named(names) {
      this.calls++;
      const keys = new Set(names.map(nameKey));
      return all.filter((concept) => [concept.name, ...concept.otherNames].some((name) => keys.has(nameKey(name))));
    },
  };
}

/** What a store would know after loading these documents. */
export function knowingDocuments(documents: readonly NativeDocument[]): Knowledge {
  const places = new Map(
    documents.flatMap((document) => (document.type === 'place' ? [[document.slug, document] as const] : [])),
  );
  return knowing(...documents.flatMap((document) => knownOf(document, (slug) => places.get(slug)?.countryCode)));
}

function knownOf(document: NativeDocument, codeOf: (slug: string) => string | undefined): Known[] {
  if (!conceptTypes.includes(document.type as ConceptType) || !('name' in document)) return [];
  const { type, slug, name } = document;
  const otherNames = 'aliases' in document ? (document.aliases ?? []).map((alias) => alias.value) : [];
  const base = { type: type as ConceptType, slug, name, otherNames };
  switch (document.type) {
    case 'place':
      return [{ ...base, ...pick('countryCode', document.countryCode), ...pick('kind', document.placeType) }];
    case 'organisation': {
      const code = document.country && codeOf(document.country);
      return [
        { ...base, ...pick('countryCode', code), ...pick('kind', document.kind), ...pick('parentId', document.parent) },
      ];
    }
    case 'event':
      return [{ ...base, ...pick('startsAt', document.startsAt), ...pick('placeId', document.place) }];
    case 'person':
      return [
        {
          ...base,
          roles: (document.roles ?? []).map(({ title, organisation }) => ({
            title,
            ...pick('organisationId', organisation),
          })),
        },
      ];
    default:
      return [base];
  }
}

const pick = <K extends string>(key: K, value: string | undefined): { [key in K]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: string };
