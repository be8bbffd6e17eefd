import fastify from 'fastify';
import { aggregate, find, findOne } from './commands.js';
import {
  type Article,
  type Block,
  type Bucket,
  facetPipeline,
  facetsOf,
  globalId,
  type Image,
  type ImageUse,
  listed,
  type Mention,
  type Named,
  newest,
  openDatabase,
  parseKey,
  type Role,
  type Section,
  type Span,
} from './database.js';
import { listen } from './listen.js';

/** The same answers without GraphQL: the fewest commands, each with just the fields that are sent. */
const db = await openDatabase();

type Answer = (variables: { path: string; slug: string; first: number }) => Promise<object>;
const routes: Record<string, Answer> = {
  FrontPage: ({ path, first }) => frontPage(path, first),
  Article: ({ slug }) => articlePage(slug),
  Topic: ({ slug, first }) => topicPage(slug, first),
};
const app = fastify();
app.post<{ Body: { operationName: string; variables: Parameters<Answer>[0] } }>('/graphql', async ({ body }) => {
  const data = await (routes[body.operationName] as Answer)(body.variables);
  return { data };
});
await listen(app);

async function byIds<T extends { _id: string }>(
  collection: string,
  ids: Iterable<string>,
  projection: Record<string, 0 | 1>,
): Promise<Map<string, T>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await find<T>(db, collection, { filter: { _id: { $in: wanted } }, projection });
  return new Map(found.map((document) => [document._id, document]));
}

/** Of somebody's posts the one that began last comes first. */
const latest = { from: -1, _id: 1 } as const;
const name = { name: 1 } as const;
const slugAndName = { slug: 1, name: 1 } as const;
const concept = { name: 1, description: 1 } as const;
const articleFields = {
  slug: 1,
  headline: 1,
  kicker: 1,
  standfirst: 1,
  byline: 1,
  publishedAt: 1,
  wordCount: 1,
  sectionId: 1,
  topicIds: 1,
  dateline: 1,
  contributions: 1,
  sources: 1,
  leadImage: 1,
  mentions: 1,
  blocks: 1,
} as const;
const cardFields = {
  slug: 1,
  headline: 1,
  standfirst: 1,
  publishedAt: 1,
  leadImage: 1,
  'contributions.creditedAs': 1,
  'contributions.personId': 1,
  'mentions.concept': 1,
} as const;
const imageFields = { url: 1, width: 1, height: 1, alt: 1, caption: 1, credit: 1 } as const;

function leadImage(use: ImageUse | null, images: Map<string, Image>) {
  if (!use) return null;
  const image = images.get(use.imageId) as Image;
  return {
    alt: use.alt ?? image.alt ?? use.caption ?? image.caption ?? '',
    caption: use.caption ?? image.caption,
    credit: use.credit ?? image.credit,
    image: { url: image.url, width: image.width, height: image.height },
  };
}

const organisationIds = (article: Pick<Article, 'mentions'>) => [
  ...new Set(
    article.mentions.flatMap(({ concept }) =>
      concept.startsWith('organisation:') ? [concept.slice('organisation:'.length)] : [],
    ),
  ),
];

async function frontPage(path: string, first: number): Promise<object> {
  const section = await findOne<Section>(db, 'sections', { filter: { path }, projection: name });
  if (!section) return { section: null };
  const articles = await find<Article>(db, 'articles', {
    filter: { ...listed(), sectionPathIds: section._id },
    projection: cardFields,
    sort: newest,
    limit: first,
  });
  const authors = [...new Set(articles.flatMap((one) => one.contributions.flatMap(({ personId }) => personId ?? [])))];
  const [images, people, roles] = await Promise.all([
    byIds<Image>(
      'images',
      articles.flatMap((one) => one.leadImage?.imageId ?? []),
      imageFields,
    ),
    byIds<Named>('people', authors, slugAndName),
    find<Role>(db, 'roles', {
      filter: { personId: { $in: authors }, endedAt: null },
      projection: { personId: 1, organisationId: 1, title: 1 },
      sort: latest,
    }),
  ]);
  const organisations = await byIds<Named>(
    'organisations',
    [...articles.flatMap(organisationIds), ...roles.flatMap(({ organisationId }) => organisationId ?? [])],
    slugAndName,
  );
  const post = ({ title, organisationId }: Role) => ({
    title,
    organisation: organisationId && { name: organisations.get(organisationId)?.name },
  });
  const author = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    if (!person) return null;
    const own = roles.filter(({ personId }) => personId === id);
    return { slug: person.slug, name: person.name, roles: own.map(post) };
  };
  return {
    section: {
      name: section.name,
      articles: {
        nodes: articles.map((article) => ({
          id: globalId('article', article._id),
          slug: article.slug,
          headline: article.headline,
          standfirst: article.standfirst,
          publishedAt: article.publishedAt,
          leadImage: leadImage(article.leadImage, images),
          contributions: article.contributions.map(({ creditedAs, personId }) => ({
            creditedAs,
            person: author(personId),
          })),
          organisations: organisationIds(article).map((id) => ({
            slug: organisations.get(id)?.slug,
            name: organisations.get(id)?.name,
          })),
        })),
      },
    },
  };
}

async function articlePage(slug: string): Promise<object> {
  const article = await findOne<Article & { blocks: Block[] }>(db, 'articles', {
    filter: { slug, ...listed() },
    projection: articleFields,
  });
  if (!article) return { article: null };
  const authors = article.contributions.flatMap(({ personId }) => personId ?? []);
  const speakers = article.blocks.flatMap(({ speakerId }) => speakerId ?? []);
  const mentioned = (type: string) =>
    article.mentions.flatMap(({ concept }) => (concept.startsWith(`${type}:`) ? [parseKey(concept).id] : []));
  const given = article.mentions.flatMap(({ roleId }) => roleId ?? []);
  const [people, places, events, topics, sections, sources, images, roles] = await Promise.all([
    byIds<Named>('people', [...authors, ...speakers, ...mentioned('person')], concept),
    byIds<Named>('places', [article.dateline?.placeId ?? [], mentioned('place')].flat(), concept),
    byIds<Named>('events', mentioned('event'), concept),
    byIds<Named>('topics', [...article.topicIds, ...mentioned('topic')], { slug: 1, ...concept }),
    byIds<Section>('sections', article.sectionId ? [article.sectionId] : [], { name: 1, path: 1 }),
    byIds<Named>(
      'sources',
      article.sources.map(({ sourceId }) => sourceId),
      name,
    ),
    byIds<Image>('images', article.leadImage ? [article.leadImage.imageId] : [], imageFields),
    find<Role & { endedAt: string | null }>(db, 'roles', {
      filter: { $or: [{ personId: { $in: authors }, endedAt: null }, { _id: { $in: given } }] },
      projection: { personId: 1, organisationId: 1, title: 1, endedAt: 1 },
      sort: latest,
    }),
  ]);
  const organisations = await byIds<Named>(
    'organisations',
    [...mentioned('organisation'), ...roles.flatMap(({ organisationId }) => organisationId ?? [])],
    concept,
  );
  const concepts: Record<string, Map<string, Named>> = {
    person: people,
    place: places,
    event: events,
    topic: topics,
    organisation: organisations,
  };
  const post = ({ title, organisationId }: Role) => ({
    title,
    organisation: organisationId && { name: organisations.get(organisationId)?.name },
  });
  const author = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    if (!person) return null;
    const own = roles.filter(({ personId, endedAt }) => personId === id && endedAt === null);
    return { id: globalId('person', person._id), name: person.name, roles: own.map(post) };
  };
  const mention = ({ label, relation, concept: key, roleId, occurrences }: Mention) => {
    const { type, id } = parseKey(key);
    const found = concepts[type]?.get(id);
    const role = roles.find(({ _id }) => _id === roleId);
    return {
      label,
      relation,
      concept: { id: globalId(type, id), name: found?.name, description: found?.description },
      roleAtPublication: role ? post(role) : null,
      occurrences: occurrences.map(({ blockId, start, end }) => ({ blockId, start, end })),
    };
  };
  const span = ({ text, marks, mention: at }: Span) => {
    const named = at === null ? undefined : article.mentions[at];
    if (!named) return { text, marks, mention: null };
    const { type, id } = parseKey(named.concept);
    return { text, marks, mention: { label: named.label, concept: { id: globalId(type, id) } } };
  };
  const block = ({ id, kind, text, spans, level, anchor, attribution, speakerId }: Block) => {
    if (kind === 'paragraph') return { id, kind, text, spans: spans?.map(span) };
    if (kind === 'heading') return { id, kind, text, level, anchor };
    if (kind !== 'quote') return { id, kind, text };
    const speaker = speakerId ? people.get(speakerId) : undefined;
    return {
      id,
      kind,
      text,
      attribution,
      speaker: speaker ? { id: globalId('person', speaker._id), name: speaker.name } : null,
    };
  };
  const section = article.sectionId ? sections.get(article.sectionId) : undefined;
  return {
    article: {
      id: globalId('article', article._id),
      slug: article.slug,
      headline: article.headline,
      kicker: article.kicker,
      standfirst: article.standfirst,
      byline: article.byline,
      publishedAt: article.publishedAt,
      wordCount: article.wordCount,
      section: section ? { name: section.name, path: section.path } : null,
      topics: article.topicIds.map((id) => ({ slug: topics.get(id)?.slug, name: topics.get(id)?.name })),
      dateline: article.dateline && {
        text: article.dateline.text,
        place: article.dateline.placeId && { name: places.get(article.dateline.placeId)?.name },
      },
      contributions: article.contributions.map(({ creditedAs, role, personId }) => ({
        creditedAs,
        role,
        person: author(personId),
      })),
      sources: article.sources.map(({ role, sourceId }) => ({ role, source: { name: sources.get(sourceId)?.name } })),
      leadImage: leadImage(article.leadImage, images),
      mentions: article.mentions.map(mention),
      body: { blocks: article.blocks.map(block) },
    },
  };
}

async function topicPage(slug: string, first: number): Promise<object> {
  const topic = await findOne<Named>(db, 'topics', { filter: { slug }, projection: { name: 1, description: 1 } });
  if (!topic) return { topic: null };
  const by = ['SECTION', 'TOPIC', 'PERSON', 'ORGANISATION'];
  const key = `topic:${topic._id}`;
  const filter = { ...listed(), listedUnder: key };
  const [[counts], nodes, [row]] = await Promise.all([
    aggregate<{ n: number }>(db, 'articles', [{ $match: filter }, { $group: { _id: 1, n: { $sum: 1 } } }]),
    find<Article>(db, 'articles', {
      filter,
      projection: { slug: 1, headline: 1, publishedAt: 1, sectionId: 1 },
      sort: newest,
      limit: first,
    }),
    aggregate<Record<string, Bucket[]>>(db, 'articles', facetPipeline(key, by, 10)),
  ]);
  const facets = facetsOf(row, by);
  const counted = (type: string) => (facets[by.indexOf(type.toUpperCase())] ?? []).map(({ _id }) => _id);
  const keyed = (type: string) => counted(type).map((one) => parseKey(one).id);
  const [section, topics, person, organisation] = await Promise.all([
    byIds<Named>('sections', [...counted('section'), ...nodes.flatMap(({ sectionId }) => sectionId ?? [])], name),
    byIds<Named>('topics', keyed('topic'), name),
    byIds<Named>('people', keyed('person'), name),
    byIds<Named>('organisations', keyed('organisation'), name),
  ]);
  const named: Record<string, Map<string, Named>> = { section, topic: topics, person, organisation };
  return {
    topic: {
      id: globalId('topic', topic._id),
      name: topic.name,
      description: topic.description,
      articles: {
        totalCount: counts?.n ?? 0,
        nodes: nodes.map((article) => ({
          id: globalId('article', article._id),
          slug: article.slug,
          headline: article.headline,
          publishedAt: article.publishedAt,
          section: article.sectionId && { name: section.get(article.sectionId)?.name },
        })),
        facets: by.map((property, at) => ({
          by: property,
          buckets: (facets[at] ?? []).map(({ _id, count }) => {
            const { type, id } = property === 'SECTION' ? { type: 'section', id: _id } : parseKey(_id);
            return { value: globalId(type, id), label: named[type]?.get(id)?.name ?? id, count };
          }),
        })),
      },
    },
  };
}
