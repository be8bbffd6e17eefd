import { nameKey } from '../page/knowledge.js';
import type { MentionDocument, Span } from './recognised.js';
import type { Passage } from './text.js';

type Relation = NonNullable<MentionDocument['relation']>;

/** One entry for each concept and label, in the order of the text. */
export function mentionsOf(
  spans: readonly Span[],
  passages: readonly Passage[],
  relation: (concept: string) => Relation,
): MentionDocument[] {
  const texts = new Map(passages.map(({ block, text }) => [block, text]));
  const mentions = new Map<string, MentionDocument & { occurrences: NonNullable<MentionDocument['occurrences']> }>();
  for (const { block, start, end, concept, confidence } of spans) {
    const label = texts.get(block)?.slice(start, end) ?? '';
    const key = `${concept}\n${label}`;
    const mention = mentions.get(key) ?? {
      concept,
      relation: relation(concept),
      label,
      confidence,
      origin: 'RULE',
      occurrences: [],
    };
    mention.confidence = Math.max(mention.confidence ?? 0, confidence);
    mention.occurrences.push({ block, start, end });
    mentions.set(key, mention);
  }
  return [...mentions.values()];
}

/** ABOUT: in the headline, or the main event; MAJOR_MENTION: in the first two paragraphs, or three times. */
export function relationsOf(
  spans: readonly Span[],
  passages: readonly Passage[],
  headlined: ReadonlySet<string>,
): (concept: string) => Relation {
  const opening = new Set(
    passages
      .filter((passage) => passage.paragraph)
      .slice(0, 2)
      .map((passage) => passage.block),
  );
  const counts = new Map<string, number>();
  const early = new Set<string>();
  for (const { concept, block } of spans) {
    counts.set(concept, (counts.get(concept) ?? 0) + 1);
    if (opening.has(block)) early.add(concept);
  }
  return (concept) => {
    if (headlined.has(concept)) return 'ABOUT';
    return early.has(concept) || (counts.get(concept) ?? 0) >= 3 ? 'MAJOR_MENTION' : 'MENTION';
  };
}

/** The concepts of which a name stands in the headline, as whole words. */
export function conceptsNamedIn(headline: string, names: ReadonlyMap<string, readonly string[]>): Set<string> {
  const words = wordsOf(headline);
  const named = new Set<string>();
  for (const [concept, all] of names) {
    if (all.some((name) => wordsOf(name).trim() !== '' && words.includes(wordsOf(name)))) named.add(concept);
  }
  return named;
}

const unspaced = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
const wordsOf = (text: string) =>
  ` ${nameKey(text)
    .replace(/'s\b/g, '')
    .replace(unspaced, ' $1 ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
