import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { nodeKey, parseNodeKey } from '../../graph/node.js';
import type { StoredDocuments } from '../../graph/stored-list.js';
import { conceptByKey } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { sectionById } from '../section/section.loaders.js';
import { sourceById } from '../source/source.loaders.js';
import { type Article, ArticleConnection } from './article.type.js';
import { facetsOf } from './facet.loaders.js';
import { Facet, FacetBucket, FacetsArgs, facetsCost } from './facet.type.js';

@Resolver(() => ArticleConnection)
export class ArticleFacetsResolver {
  @FieldResolver(() => [Facet], {
    complexity: facetsCost,
    description: 'The whole list, as it is filtered, counted by these properties.',
  })
  facets(
    @Root() connection: { list: StoredDocuments<Article> },
    @Args(() => FacetsArgs) args: FacetsArgs,
  ): Promise<Facet>[] {
    return facetsOf(connection.list, args);
  }
}

@Resolver(() => FacetBucket)
export class FacetBucketResolver {
  @FieldResolver(() => String, { description: 'The value in words: a name, else the value itself.' })
  async label(@Root() bucket: FacetBucket, @Ctx() context: Context): Promise<string> {
    const node = bucket.key && parseNodeKey(bucket.key);
    if (!node) return bucket.value;
    if (node.type === 'section') return (await sectionById(context, node.id))?.name ?? bucket.value;
    if (node.type === 'source') return (await sourceById(context, node.id))?.name ?? bucket.value;
    return (await conceptByKey(context, nodeKey(node.type, node.id)))?.name ?? bucket.value;
  }

  @FieldResolver(() => Concept, {
    nullable: true,
    description: 'The concept that the value is; null for a section, source, language, form or day.',
  })
  concept(@Root() bucket: FacetBucket, @Ctx() context: Context): MaybePromise<Concept | null> {
    const node = bucket.key && parseNodeKey(bucket.key);
    return node && node.type !== 'section' && node.type !== 'source'
      ? conceptByKey(context, nodeKey(node.type, node.id))
      : null;
  }
}
