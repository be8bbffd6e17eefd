import { hash } from 'node:crypto';
import { nameKey } from '../../graph/name-key.js';
import type { BlockDocument } from '../body/body.document.js';

/** Shorter paragraphs may be anybody's. */
const minLength = 40;

/** A digest for each paragraph of a body that is long enough to be nobody else's: how a corrected text is known again. */
export function fingerprints(body: readonly BlockDocument[]): string[] {
  const texts = body.map((block) => (block.kind === 'paragraph' ? nameKey(textOf(block)) : ''));
  return [...new Set(texts.filter((text) => text.length >= minLength).map(digest))];
}

const textOf = ({ text, spans }: { text?: string; spans?: { text: string }[] }) =>
  text ?? spans?.map((span) => span.text).join('') ?? '';

const digest = (text: string) => hash('sha256', text, 'base64url').slice(0, 16);
