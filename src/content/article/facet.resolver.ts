import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { type NodeKey, type NodeType, nodeKey, parseNodeKey, toGlobalId } from '../../graph/node.js';
import { maxPageSize } from '../../graph/page-args.js';
import type { StoredDocuments } from '../../graph/stored-list.js';
import { conceptByKey } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { sectionById } from '../section/section.loaders.js';
import { sourceById } from '../source/source.loaders.js';
import { type Article, ArticleConnection } from './article.type.js';
import { Facet, FacetBucket, FacetBy } from './facet.type.js';

type Stage = Record<string, unknown>;

/** How articles are counted by each property: the stages after the list's own filter, and the type of what is counted. */
const counted: Record<FacetBy, { stages: Stage[]; type?: NodeType }> = {
  SECTION: { stages: [{ $project: { value: '$sectionId' } }], type: 'section' },
  TOPIC: { stages: conceptsOf('topic') },
  PERSON: { stages: conceptsOf('person') },
  ORGANISATION: { stages: conceptsOf('organisation') },
  PLACE: { stages: conceptsOf('place') },
  EVENT: { stages: conceptsOf('event') },
  SOURCE: { stages: [{ $project: { value: '$sourceIds' } }, { $unwind: '$value' }], type: 'source' },
  LOCALE: { stages: [{ $project: { value: '$locale' } }] },
  KIND: { stages: [{ $project: { value: '$kind' } }] },
  DAY: {
    stages: [
      { $match: { publishedAt: { $ne: null } } },
      { $project: { value: { $dateToString: { date: '$publishedAt', format: '%Y-%m-%d' } } } },
    ],
  },
};

/** Keys begin with their type and a colon; the semicolon is the next character of ASCII. */
function conceptsOf(type: NodeType): Stage[] {
  return [
    { $project: { value: '$conceptKeys' } },
    { $unwind: '$value' },
    { $match: { value: { $gte: `${type}:`, $lt: `${type};` } } },
  ];
}

@ArgsType()
export class FacetsArgs {
  @Field(() => [FacetBy], { description: 'What to count by.' })
  by!: FacetBy[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: 10,
    description: `How many values of each, at most ${maxPageSize}.`,
  })
  first!: number;
}

@Resolver(() => ArticleConnection)
export class ArticleFacetsResolver {
  @FieldResolver(() => [Facet], { description: 'The whole list, as it is filtered, counted by these properties.' })
  facets(
    @Root() connection: { list: StoredDocuments<Article> },
    @Args(() => FacetsArgs) { by, first }: FacetsArgs,
  ): Promise<Facet>[] {
    const size = first ?? 10;
    if (size < 1 || size > maxPageSize)
      throw badInput(`first must be between 1 and ${maxPageSize}; found ${size}.`, 'first');
    return [...new Set(by)].map(async (property) => ({
      by: property,
      buckets: await bucketsOf(connection.list, property, size),
    }));
  }
}

async function bucketsOf(list: StoredDocuments<Article>, by: FacetBy, first: number): Promise<FacetBucket[]> {
  const { stages, type } = counted[by];
  const rows = await list.group<{ _id: string | null; count: number }>([
    ...stages,
    { $group: { _id: '$value', count: { $sum: 1 } } },
    { $match: { _id: { $ne: null } } },
    { $sort: { count: -1, _id: 1 } },
    { $limit: first },
  ]);
  return rows.map(({ _id, count }) => {
    const value = String(_id);
    const key = type ? nodeKey(type, value) : parseNodeKey(value) ? (value as NodeKey) : null;
    const node = key && parseNodeKey(key);
    return { value: node ? toGlobalId(node.type, node.id) : value, count, key };
  });
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
  concept(@Root() bucket: FacetBucket, @Ctx() context: Context): Promise<Concept | null> | null {
    const node = bucket.key && parseNodeKey(bucket.key);
    return node && node.type !== 'section' && node.type !== 'source'
      ? conceptByKey(context, nodeKey(node.type, node.id))
      : null;
  }
}
