import { isDeepStrictEqual } from 'node:util';
import { type NodeKey, nodeKey, parseNodeKey } from '../../graph/node.js';
import { DocumentError, type References, type Stored, type StoreInput } from '../../graph/stored.js';
import { keysIn, mapImages, type StoredBlock } from '../body/blocks.js';
import { storedBlocks } from '../body/body.stored.js';
import { correctionsOf, placeCorrections, withCorrections } from '../body/correction.stored.js';
import { withoutMentions } from '../body/spans.js';
import { storedImageUse, storedRights } from '../image/image.stored.js';
import type { ImageUse } from '../image/image.type.js';
import type { ArticleDocument } from './article.document.js';
import { storedPaths } from './article.paths.js';
import type { Article, Mention } from './article.type.js';
import { storedContributions } from './contributions.stored.js';
import { fingerprints } from './fingerprints.js';
import { type Lifecycle, lifecycleOf } from './lifecycle.js';
import { storedMentions } from './mentions.stored.js';
import { wordCount } from './word-count.js';

export type StoredArticle = Omit<Article, 'id' | '__typename'>;

/** An article as it is stored: everything that lists and fields ask for, worked out once. */
export function storedArticle(input: ArticleDocument, context: StoreInput<Article>): Stored<StoredArticle> {
  const { id, references, previous, now } = context;
  const noted = correctionsOf(input.corrections ?? []);
  const body = storedBlocks(withCorrections(input.body, noted), {
    owner: id,
    references,
    previous: previous?.blocks ?? [],
    corrections: noted,
  });
  const { corrections, blocks: whole } = placeCorrections(
    input.corrections ?? [],
    input.body.length,
    body.blocks,
    previous?.corrections ?? [],
  );
  const { mentions, blocks: marked } = storedMentions(input.mentions ?? [], whole, body.named, references);
  const leadImage = input.leadImage ? storedImageUse({ role: 'lead', ...input.leadImage }, 0, references) : null;
  const { images, blocks } = placeImages(leadImage, marked, input, references);
  const lifecycle = lifecycleOf(input, previous, now);
  const dates = datesOf(input, lifecycle, previous, now);
  const topicIds = (input.topics ?? []).map((topic) => references.id('topic', topic));
  const topicKeys = topicIds.map((topic) => nodeKey('topic', topic));
  const conceptKeys = [
    ...new Set([...mentions.map(({ concept }) => concept), ...topicKeys.map((topic) => references.canonical(topic))]),
  ];
  const contributions = storedContributions(input.contributions ?? [], references);
  const sources = (input.sources ?? []).map((credit) => ({
    sourceId: references.id('source', credit.source),
    role: credit.role,
    note: credit.note ?? null,
  }));
  if (input.withdrawnFor !== undefined && input.status !== 'WITHDRAWN')
    throw new DocumentError('/withdrawnFor', `expected the status WITHDRAWN with it, found ${input.status ?? 'none'}`);
  const draft = {
    _id: id,
    slug: input.slug,
    ...storedPaths(input, previous, now),
    kind: input.kind ?? ('STORY' as const),
    ...liveOf(input),
    locale: input.locale,
    storyId: storyOf(input, id, references),
    headline: input.headline,
    headlines: input.headlines ?? {},
    kicker: input.kicker ?? null,
    standfirst: input.standfirst ?? null,
    byline: input.byline ?? null,
    contributions,
    dateline: input.dateline
      ? {
          text: input.dateline.text,
          placeId: input.dateline.place === undefined ? null : references.id('place', input.dateline.place),
          date: input.dateline.date ?? null,
        }
      : null,
    sources,
    sourceNote: input.sourceNote ?? null,
    sectionId: input.section === undefined ? null : references.id('section', input.section),
    sectionPathIds: input.section === undefined ? [] : references.sectionChain(input.section).map((link) => link.id),
    topicIds,
    relatedIds: [...new Set((input.related ?? []).map((article) => references.id('article', article)))],
    mentions,
    leadImage,
    images,
    blocks,
    ...(corrections.length > 0 && { corrections }),
    wordCount: wordCount(blocks, input.locale),
    ...dates,
    ...lifecycle,
    breaking: input.breaking ?? false,
    urgency: input.urgency ?? null,
    rights: storedRights(input.rights),
    withdrawnFor: input.withdrawnFor ?? null,
    accessLevel: input.accessLevel ?? ('FREE' as const),
    digitalSourceType: input.digitalSourceType ?? null,
    noIndex: input.noIndex ?? false,
    conceptKeys,
    listedUnder: listedUnder(conceptKeys, mentions, topicKeys),
    authorIds: [...new Set(contributions.flatMap(({ personId }) => personId ?? []))],
    sourceIds: [...new Set(sources.map(({ sourceId }) => sourceId))],
    imageIds: imageIdsOf(images, blocks),
    fingerprints: fingerprints(input.body),
  };
  return { document: versioned(draft, previous, input.updatedAt !== undefined, now) };
}

/** Only a live blog is live or not. */
function liveOf({ kind, live }: ArticleDocument): Pick<Article, 'live'> {
  if (kind === 'LIVEBLOG') return { live: live ?? false };
  if (live === undefined) return {};
  throw new DocumentError('/live', `expected it on an article of the kind LIVEBLOG, found it on a ${kind ?? 'STORY'}`);
}

/** A translation of a translation belongs to the original of both. */
function storyOf({ translationOf }: ArticleDocument, id: string, references: References): string {
  if (translationOf === undefined) return id;
  const story = references.story(translationOf);
  if (story === id) throw new DocumentError('/translationOf', 'an article cannot be a translation of itself');
  return story;
}

/** @param before keys that the article named before some of them were merged */
export const listedUnder = (
  conceptKeys: readonly NodeKey[],
  mentions: readonly Mention[],
  before: readonly NodeKey[],
): NodeKey[] => [...new Set([...conceptKeys, ...mentions.flatMap(({ former }) => former ?? []), ...before])];

/** Positions count through the lead image, the pictures of the body and the further ones. */
function placeImages(
  leadImage: ImageUse | null,
  blocks: readonly StoredBlock[],
  input: ArticleDocument,
  references: References,
) {
  const images: ImageUse[] = leadImage ? [leadImage] : [];
  const placed = blocks.map((block) =>
    mapImages(block, (use) => {
      const image = { ...use, position: images.length };
      images.push(image);
      return image;
    }),
  );
  for (const use of input.images ?? []) images.push(storedImageUse(use, images.length, references));
  return { images, blocks: placed };
}

/** Those in use, and what else the body shows: what a video is represented by. */
function imageIdsOf(images: readonly ImageUse[], blocks: readonly StoredBlock[]): string[] {
  const shown = blocks.flatMap(keysIn).flatMap((key) => parseNodeKey(key) ?? []);
  const ids = [
    ...images.map(({ imageId }) => imageId),
    ...shown.flatMap(({ type, id }) => (type === 'image' ? id : [])),
  ];
  return [...new Set(ids)];
}

function datesOf(
  input: ArticleDocument,
  { publishedAt }: Lifecycle,
  previous: Article | undefined,
  now: Date,
): Pick<Article, 'firstPublishedAt' | 'updatedAt'> {
  const updatedAt = input.updatedAt === undefined ? previous?.updatedAt : new Date(input.updatedAt);
  // What was to come may have been put off since.
  const first =
    previous?.firstPublishedAt && previous.firstPublishedAt <= now ? previous.firstPublishedAt : publishedAt;
  return {
    firstPublishedAt: input.firstPublishedAt === undefined ? first : new Date(input.firstPublishedAt),
    updatedAt: updatedAt ?? publishedAt ?? now,
  };
}

/** Links and old addresses may change with what the store knows: they make no new version, for readers see the same words. Corrections are in the blocks. */
const linkFields = new Set([
  'version',
  'updatedAt',
  'revision',
  'corrections',
  'mentions',
  'conceptKeys',
  'listedUnder',
  'fingerprints',
  'storyId',
  'sectionPathIds',
  'relatedIds',
  'wasPublic',
  'untoldAt',
  'aliasPaths',
  'paths',
]);

function versioned(
  draft: Omit<StoredArticle, 'version'>,
  previous: Article | undefined,
  saysWhen: boolean,
  now: Date,
): StoredArticle {
  if (!previous) return { ...draft, version: 1 };
  if (isDeepStrictEqual(readersSee(draft), readersSee(previous))) return { ...draft, version: previous.version };
  // Readers see the change of what is still to appear when it does.
  const seenAt = draft.listed && draft.sortAt > now ? draft.sortAt : now;
  return { ...draft, version: previous.version + 1, updatedAt: saysWhen ? draft.updatedAt : seenAt };
}

function readersSee(article: object): Record<string, unknown> {
  const fields = Object.entries(article).filter(([name]) => !linkFields.has(name) && name !== 'blocks');
  const blocks = (article as Pick<Article, 'blocks'>).blocks.map(withoutMentions);
  return { ...Object.fromEntries(fields), blocks };
}
