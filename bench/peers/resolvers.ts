import type { Db } from 'mongodb';
import {
  type Article,
  type Block,
  type Bucket,
  cardOnly,
  facetPipeline,
  facetsOf,
  globalId,
  type ImageUse,
  listed,
  type Mention,
  type Named,
  newest,
  parseKey,
  type Role,
  type Section,
  type Span,
} from './database.js';
import { type Loaders, newLoaders } from './loaders.js';

export interface Context {
  db: Db;
  load: Loaders;
}
export const newContext = (db: Db): Context => ({ db, load: newLoaders(db) });

interface Connection {
  filter: Record<string, unknown>;
  first: number;
  /** The topic whose articles they are: what facets count. */
  topicKey?: string;
}
type Keyed = Named & { type: string };

const typeNames: Record<string, string> = {
  person: 'Person',
  organisation: 'Organisation',
  place: 'Place',
  event: 'Event',
  topic: 'Topic',
};
const blockTypes: Record<string, string> = {
  paragraph: 'ParagraphBlock',
  heading: 'HeadingBlock',
  quote: 'QuoteBlock',
};

const idOf = (type: string) => ({ id: ({ _id }: { _id: string }) => globalId(type, _id) });

async function conceptOf(key: string, { load }: Context): Promise<Keyed | null> {
  const { type, id } = parseKey(key);
  const loader = load[type as 'person' | 'organisation' | 'place' | 'event' | 'topic'];
  const found = await loader.load(id);
  return found && { ...found, type };
}

const image = ({ imageId }: ImageUse, { load }: Context) => load.image.load(imageId);

/** For Apollo, Yoga and Mercurius alike. */
export const resolvers = {
  Query: {
    section: (_: unknown, { path }: { path: string }, { db }: Context) => db.collection('sections').findOne({ path }),
    article: (_: unknown, { slug }: { slug: string }, { db }: Context) =>
      db
        .collection('articles')
        .findOne({ slug, ...listed() }, { projection: { fingerprints: 0, conceptKeys: 0, listedUnder: 0 } }),
    topic: (_: unknown, { slug }: { slug: string }, { db }: Context) => db.collection('topics').findOne({ slug }),
  },
  Concept: { resolveType: ({ type }: Keyed) => typeNames[type] },
  BodyBlock: { resolveType: ({ kind }: Block) => blockTypes[kind] },
  Section: {
    ...idOf('section'),
    articles: ({ _id }: Section, { first }: { first: number }): Connection => ({
      filter: { ...listed(), sectionPathIds: _id },
      first,
    }),
  },
  Topic: {
    ...idOf('topic'),
    articles: ({ _id }: Named, { first }: { first: number }): Connection => ({
      filter: { ...listed(), listedUnder: `topic:${_id}` },
      first,
      topicKey: `topic:${_id}`,
    }),
  },
  Person: {
    ...idOf('person'),
    roles: async ({ _id }: Named, { current }: { current?: boolean }, { load }: Context) => {
      const roles = await load.rolesOf.load(_id);
      return current === undefined ? roles : roles.filter(({ endedAt }) => (endedAt === null) === current);
    },
  },
  Role: {
    ...idOf('role'),
    organisation: ({ organisationId }: Role, _: unknown, { load }: Context) =>
      organisationId && load.organisation.load(organisationId),
  },
  Organisation: idOf('organisation'),
  Place: idOf('place'),
  Event: idOf('event'),
  Source: idOf('source'),
  Image: idOf('image'),
  Article: {
    ...idOf('article'),
    publishedAt: ({ publishedAt }: Article) => publishedAt?.toISOString() ?? null,
    section: ({ sectionId }: Article, _: unknown, { load }: Context) => sectionId && load.section.load(sectionId),
    topics: ({ topicIds }: Article, _: unknown, { load }: Context) => load.topic.loadMany(topicIds),
    organisations: ({ mentions }: Article, _: unknown, { load }: Context) => {
      const keys = mentions.map(({ concept }) => parseKey(concept)).filter(({ type }) => type === 'organisation');
      return load.organisation.loadMany([...new Set(keys.map(({ id }) => id))]);
    },
    body: async ({ _id, blocks, mentions }: Article, _: unknown, { load }: Context) => {
      const stored = blocks ?? (await load.blocks.load(_id))?.blocks ?? [];
      const fill = (span: Span) => ({ ...span, mention: span.mention === null ? null : mentions[span.mention] });
      return { blocks: stored.map((block) => (block.spans ? { ...block, spans: block.spans.map(fill) } : block)) };
    },
  },
  Dateline: {
    place: ({ placeId }: { placeId: string | null }, _: unknown, { load }: Context) =>
      placeId && load.place.load(placeId),
  },
  Contribution: {
    person: ({ personId }: { personId: string | null }, _: unknown, { load }: Context) =>
      personId && load.person.load(personId),
  },
  SourceCredit: {
    source: ({ sourceId }: { sourceId: string }, _: unknown, { load }: Context) => load.source.load(sourceId),
  },
  Mention: {
    concept: ({ concept }: Mention, _: unknown, context: Context) => conceptOf(concept, context),
    roleAtPublication: ({ roleId }: Mention, _: unknown, { load }: Context) => roleId && load.role.load(roleId),
  },
  QuoteBlock: {
    speaker: ({ speakerId }: Block, _: unknown, { load }: Context) => speakerId && load.person.load(speakerId),
  },
  ImageUse: {
    image: (use: ImageUse, _: unknown, context: Context) => image(use, context),
    caption: async (use: ImageUse, _: unknown, context: Context) =>
      use.caption ?? (await image(use, context))?.caption ?? null,
    alt: async (use: ImageUse, _: unknown, context: Context) => {
      if (use.alt !== null) return use.alt;
      const own = await image(use, context);
      return own?.alt ?? use.caption ?? own?.caption ?? '';
    },
    credit: async (use: ImageUse, _: unknown, context: Context) =>
      use.credit ?? (await image(use, context))?.credit ?? null,
  },
  ArticleConnection: {
    nodes: ({ filter, first }: Connection, _: unknown, { db }: Context) =>
      db
        .collection('articles')
        .find(filter, { sort: newest, limit: first, projection: cardOnly, batchSize: 1000 })
        .toArray(),
    totalCount: ({ filter }: Connection, _: unknown, { db }: Context) =>
      db.collection('articles').countDocuments(filter),
    facets: async (
      { topicKey = '' }: Connection,
      { by, first }: { by: string[]; first: number },
      { db, load }: Context,
    ) => {
      const pipeline = facetPipeline(topicKey, by, first);
      const [row] = await db.collection('articles').aggregate<Record<string, Bucket[]>>(pipeline).toArray();
      const rows = facetsOf(row, by);
      return by.map((property, at) => ({
        by: property,
        buckets: (rows[at] ?? []).map(async ({ _id, count }) => {
          const { type, id } = property === 'SECTION' ? { type: 'section', id: _id } : parseKey(_id);
          const named = await load[type as 'section' | 'topic' | 'person' | 'organisation'].load(id);
          return { value: globalId(type, id), label: named?.name ?? id, count };
        }),
      }));
    },
  },
};

/** Where `__resolveType` is what the server calls it. */
export const withResolveType = {
  ...resolvers,
  Concept: { __resolveType: resolvers.Concept.resolveType },
  BodyBlock: { __resolveType: resolvers.BodyBlock.resolveType },
};
