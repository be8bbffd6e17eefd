import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import type { Candidate } from './article.loaders.js';
import type { Article, MentionRelation } from './article.type.js';
import type { Related, RelatedBy } from './related.type.js';

/** How many of an article's concepts lead to others. */
const maxConcepts = 6;
/** An article that shares fewer paragraphs with another one may only quote the same words. */
const minSharedParagraphs = 2;
const minSharedPart = 1 / 3;

/** How much a shared concept says: inverse document frequency. */
export type Weights = ReadonlyMap<NodeKey, number>;

/** @param named how many of all articles name it */
export const weightOf = (named: number, all: number): number => Math.log((all + 1) / Math.max(named, 1));

export const isEvent = (key: NodeKey) => parseNodeKey(key)?.type === 'event';
const ranks: Record<MentionRelation, number> = { ABOUT: 1, MAJOR_MENTION: 2, MENTION: 3 };

/** The concepts that lead to related articles: its events, then what it is about, its topics, and so on. */
export function leadingConcepts({ conceptKeys, mentions }: Article): NodeKey[] {
  const rank = new Map<NodeKey, number>();
  for (const { concept, relation } of mentions) {
    rank.set(concept, isEvent(concept) ? 0 : Math.min(rank.get(concept) ?? 3, ranks[relation]));
  }
  const rankOf = (key: NodeKey) => rank.get(key) ?? ranks.MAJOR_MENTION;
  return [...conceptKeys].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, maxConcepts);
}

/**
 * The related among the candidates, each once: the editor's choice in its order, same event, shared concepts, the same story
 * last, for who has read it knows it; within each the heaviest shared concepts first, then the newest. What tells the
 * same story is never related for what it shares.
 */
export function rankRelated(
  article: Article,
  candidates: readonly Candidate[],
  weights: Weights,
  by: ReadonlySet<RelatedBy>,
): Related[] {
  const unique = new Map(candidates.filter(({ _id }) => _id !== article._id).map((one) => [one._id, one]));
  const leading = new Set(weights.keys());
  const scored = [...unique.values()].flatMap((node) => {
    const sharedKeys = sharedBy(article, node, weights);
    const why = reasonFor(article, node, sharedKeys, leading, by);
    const score = sharedKeys.reduce((sum, key) => sum + (weights.get(key) ?? 0), 0);
    return why ? [{ node, why, sharedKeys, score }] : [];
  });
  const chosen = ({ node }: { node: Candidate }) => article.relatedIds.indexOf(node._id);
  return scored
    .sort(
      (a, b) =>
        order.indexOf(a.why) - order.indexOf(b.why) ||
        (a.why === 'EDITOR' ? chosen(a) - chosen(b) : b.score - a.score) ||
        b.node.sortAt.getTime() - a.node.sortAt.getTime() ||
        (a.node._id < b.node._id ? -1 : 1),
    )
    .map(({ node, why, sharedKeys }) => ({ id: node._id, why, sharedKeys }));
}

const order: readonly RelatedBy[] = ['EDITOR', 'EVENT', 'CONCEPTS', 'SAME_STORY'];

function reasonFor(
  article: Article,
  node: Candidate,
  shared: readonly NodeKey[],
  leading: ReadonlySet<NodeKey>,
  by: ReadonlySet<RelatedBy>,
): RelatedBy | undefined {
  if (by.has('EDITOR') && article.relatedIds.includes(node._id)) return 'EDITOR';
  if (tellsTheSame(article, node)) return by.has('SAME_STORY') ? 'SAME_STORY' : undefined;
  if (by.has('EVENT') && shared.some(isEvent)) return 'EVENT';
  return by.has('CONCEPTS') && shared.some((key) => leading.has(key)) ? 'CONCEPTS' : undefined;
}

function sharedBy(article: Article, node: Candidate, weights: Weights): NodeKey[] {
  const theirs = new Set(node.conceptKeys);
  return article.conceptKeys
    .filter((key) => theirs.has(key))
    .sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
}

function tellsTheSame(article: Article, node: Candidate): boolean {
  if (article.storyId === node.storyId) return true;
  const theirs = new Set(node.fingerprints);
  const shared = article.fingerprints.filter((print) => theirs.has(print)).length;
  const shorter = Math.min(article.fingerprints.length, node.fingerprints.length);
  return shared >= minSharedParagraphs && shared >= shorter * minSharedPart;
}
