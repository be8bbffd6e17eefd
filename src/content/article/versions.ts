import type { DocumentVersion } from '../../graph/stored.js';
import type { ArticleDocument } from './article.document.js';

/**
 * The article as it was at each of its earlier versions, the oldest first, itself last: loading them one after the other
 * gives the history that it would have if this store had always had it. What a version does not say is as it is now.
 */
export function articleVersions({
  earlierVersions = [],
  ...input
}: ArticleDocument): DocumentVersion<ArticleDocument>[] {
  const { corrections: _, revisionNote: __, revisionBy: ___, status, mentions = [], ...constant } = input;
  const earlier = earlierVersions.map((version, at) => ({
    input: {
      ...constant,
      // They say where in the text of now something is named.
      mentions: mentions.map(({ occurrences, ...mention }) => mention),
      ...(status !== undefined && status !== 'CORRECTED' && { status }),
      ...version,
    },
    pointer: (pointer: string) =>
      (pointer.split('/')[1] ?? '') in version ? `/earlierVersions/${at}${pointer}` : pointer,
  }));
  return [...earlier, { input, pointer: (pointer) => pointer }];
}
