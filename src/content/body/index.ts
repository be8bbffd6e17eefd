import type { ContentPart } from '../../graph/content-type.js';
import { blockKinds } from './blocks.js';
import {
  ArticleOutlineResolver,
  BodyBlockResolver,
  BodyResolver,
  LinkArticleResolver,
  SpanLinkResolver,
} from './body.resolver.js';
import type { AnyKind } from './kind.js';

const kinds: readonly AnyKind[] = blockKinds;

export const body: ContentPart = {
  resolvers: [
    BodyResolver,
    BodyBlockResolver,
    SpanLinkResolver,
    LinkArticleResolver,
    ArticleOutlineResolver,
    ...kinds.flatMap(({ resolvers }) => resolvers ?? []),
  ],
  orphanedTypes: kinds.map(({ type }) => type),
};
