import { type Db, MongoClient } from 'mongodb';

/** Stored documents as far as the queries need them; the gateway's importer wrote them. */
export interface Named {
  _id: string;
  slug: string;
  name: string;
  description: string | null;
}
export interface Section extends Named {
  path: string;
}
export interface Role {
  _id: string;
  personId: string;
  organisationId: string | null;
  title: string;
}
export interface Image {
  _id: string;
  url: string;
  width: number | null;
  height: number | null;
  alt: string | null;
  caption: string | null;
  credit: string | null;
}
export interface ImageUse {
  imageId: string;
  caption: string | null;
  alt: string | null;
  credit: string | null;
}
export interface Mention {
  concept: string;
  label: string;
  relation: string;
  roleId: string | null;
  occurrences: { blockId: string; start: number; end: number }[];
}
export interface Span {
  text: string;
  marks: string[];
  mention: number | null;
}
export interface Block {
  id: string;
  kind: string;
  text: string;
  spans?: Span[];
  level?: number;
  anchor?: string;
  speakerId?: string | null;
  attribution?: string | null;
}
export interface Article {
  _id: string;
  slug: string;
  headline: string;
  kicker: string | null;
  standfirst: string | null;
  byline: string | null;
  publishedAt: Date | null;
  wordCount: number;
  sectionId: string | null;
  topicIds: string[];
  dateline: { text: string; placeId: string | null } | null;
  contributions: { personId: string | null; role: string; creditedAs: string }[];
  sources: { sourceId: string; role: string }[];
  mentions: Mention[];
  leadImage: ImageUse | null;
  /** Left out where only a list was read. */
  blocks?: Block[];
}

export async function openDatabase(): Promise<Db> {
  const client = new MongoClient(process.env.MONGODB_URI as string, { ignoreUndefined: true });
  await client.connect();
  return client.db();
}

/** What the public may see now. */
export function listed(): Record<string, unknown> {
  const now = new Date();
  return { listed: true, sortAt: { $lte: now }, visibleUntil: { $gt: now } };
}

export const newest = { sortAt: -1, _id: -1 } as const;

/** What a list of articles never shows is left in the database. */
export const cardOnly = {
  blocks: 0,
  fingerprints: 0,
  conceptKeys: 0,
  listedUnder: 0,
  images: 0,
  rights: 0,
  headlines: 0,
} as const;

export const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

/** `person:ada` taken apart. */
export function parseKey(key: string): { type: string; id: string } {
  const colon = key.indexOf(':');
  return { type: key.slice(0, colon), id: key.slice(colon + 1) };
}

export interface Bucket {
  _id: string;
  count: number;
}

/** Counts all facets of a topic's articles in one command. */
export function facetPipeline(topicKey: string, by: readonly string[], first: number): Record<string, unknown>[] {
  const top = [
    { $group: { _id: '$value', count: { $sum: 1 } } },
    { $match: { _id: { $ne: null } } },
    { $sort: { count: -1, _id: 1 } },
    { $limit: first },
  ];
  const pipelines = by.map((property) => {
    if (property === 'SECTION') return [{ $project: { value: '$sectionId' } }, ...top];
    const type = property.toLowerCase();
    return [
      { $project: { value: '$conceptKeys' } },
      { $unwind: '$value' },
      { $match: { value: { $gte: `${type}:`, $lt: `${type};` } } },
      ...top,
    ];
  });
  return [
    { $match: { ...listed(), listedUnder: topicKey } },
    { $project: { _id: 0, sectionId: 1, conceptKeys: 1 } },
    { $facet: Object.fromEntries(pipelines.map((pipeline, at) => [`f${at}`, pipeline])) },
  ];
}

/** What the pipeline has found, in the order of `by`. */
export const facetsOf = (row: Record<string, Bucket[]> | undefined, by: readonly string[]): Bucket[][] =>
  by.map((_, at) => row?.[`f${at}`] ?? []);
