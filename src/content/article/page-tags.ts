import { type NodeKey, nodeKey, parseNodeKey } from '../../graph/node.js';
import { keysIn } from '../body/blocks.js';
import type { Article } from './article.type.js';

/**
 * Keys of all documents that a page that shows the article is made of, as far as the article itself knows them. Not of other
 * articles: those may not be public.
 */
export function pageTags(article: Article): NodeKey[] {
  const keys = <T extends Parameters<typeof nodeKey>[0]>(type: T, ids: readonly (string | null | undefined)[]) =>
    ids.flatMap((id) => (id ? [nodeKey(type, id)] : []));
  const { contributions, blocks, mentions } = article;
  return [
    ...new Set([
      nodeKey('article', article._id),
      ...keys('section', article.sectionPathIds),
      ...article.conceptKeys,
      ...keys(
        'person',
        contributions.map(({ personId }) => personId),
      ),
      ...keys(
        'organisation',
        contributions.map(({ organisationId }) => organisationId),
      ),
      ...blocks.flatMap(keysIn).filter((key) => parseNodeKey(key)?.type !== 'article'),
      ...keys(
        'role',
        mentions.map(({ roleId }) => roleId),
      ),
      ...keys('place', [article.dateline?.placeId]),
      ...keys('source', article.sourceIds),
      ...keys('image', article.imageIds),
    ]),
  ];
}
