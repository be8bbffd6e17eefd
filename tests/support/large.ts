import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { NativeDocument } from '../../src/content/documents.js';

const words =
  'harbour council minister the of a said that new plan would bring ferry lines to northern islands after years in which only one boat came each week and winter storms kept it away for days prices rose while young families moved south report asks parliament vote money budget autumn school teachers fishing quota agreement neighbours border railway station bridge river city mayor region water energy wind turbine court ruling appeal doctors hospital research university climate ocean ice'.split(
    ' ',
  );

/** A sentence that is the same in each run and unlike its neighbours. */
function sentence(seed: number, length: number): string {
  const chosen = Array.from({ length }, (_, at) => words[(seed * 7 + at * (seed % 13) + at * at * 3) % words.length]);
  const text = chosen.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} in case ${seed}.`;
}

const paragraph = (seed: number, sentences: number) =>
  Array.from({ length: sentences }, (_, at) => sentence(seed * 10 + at, 14)).join(' ');

const count = { place: 40, organisation: 100, person: 300, topic: 60, section: 20, image: 400 };
const given = ['Ada', 'Bo', 'Cy', 'Dea', 'Eli', 'Fen', 'Gro', 'Hal', 'Ivo', 'Jun'];
const family = ['Reef', 'Fjord', 'Quill', 'Marsh', 'Holm', 'Strand', 'Lind', 'Voss', 'Aker', 'Brandt'];
const personName = (at: number) =>
  `${given[at % 10]} ${family[Math.floor(at / 10) % 10]}${'abc'.charAt(Math.floor(at / 100))}`;

const all = (type: keyof typeof count, document: (at: number) => object) =>
  Array.from({ length: count[type] }, (_, at) => ({ type, slug: `${type}-${at}`, ...document(at) }) as NativeDocument);

/** What the articles point at. */
const others: NativeDocument[] = [
  ...all('section', (at) => ({ name: `Section ${at}`, ...(at > 4 && { parent: `section-${at % 5}` }) })),
  ...all('topic', (at) => ({ name: `Topic ${at}`, ...(at > 9 && { broader: [`topic-${at % 10}`] }) })),
  ...all('image', (at) => ({
    url: `https://images.example/${at}.jpg`,
    caption: sentence(at, 8),
    depicts: [`place:place-${at % count.place}`],
  })),
  ...all('person', (at) => ({
    name: personName(at),
    image: `image-${at % count.image}`,
    roles: [{ title: 'Director', organisation: `organisation-${at % count.organisation}`, startedAt: '2020' }],
  })),
  ...all('organisation', (at) => ({ name: `Office ${at}`, country: `place-${at % count.place}` })),
  ...all('place', (at) => ({ name: `Place ${at}`, ...(at > 9 && { within: `place-${at % 10}` }) })),
];

/** About 2 kB of JSON; every fiftieth recommends an article that comes later. */
export function largeArticle(at: number, last = at): ArticleDocument {
  const person = at % count.person;
  const later = Math.min(at + 700, last);
  return {
    type: 'article',
    slug: `large-article-number-${at}`,
    locale: 'en',
    headline: sentence(at, 7),
    standfirst: sentence(at + 3, 12),
    byline: `By ${personName(person)}`,
    contributions: [{ person: `person-${person}`, creditedAs: personName(person) }],
    section: `section-${at % count.section}`,
    topics: [`topic-${at % count.topic}`, `topic-${(at + 7) % count.topic}`],
    mentions: [
      { concept: `person:person-${(at + 1) % count.person}`, label: personName((at + 1) % count.person) },
      { concept: `organisation:organisation-${at % count.organisation}` },
      { concept: `place:place-${at % count.place}`, relation: 'MAJOR_MENTION' },
    ],
    ...(at % 50 === 0 && later > at && { related: [`large-article-number-${later}`] }),
    leadImage: { image: `image-${at % count.image}`, caption: sentence(at + 5, 6) },
    body: [
      { kind: 'paragraph', text: paragraph(at, 3), style: 'LEAD' },
      {
        kind: 'paragraph',
        text: `${personName((at + 1) % count.person)} of Office ${at % count.organisation} spoke. ${paragraph(at + 1, 3)}`,
      },
      { kind: 'heading', text: sentence(at + 2, 4) },
      { kind: 'paragraph', text: `In Place ${at % count.place} nobody had heard of it. ${paragraph(at + 2, 3)}` },
    ],
    publishedAt: new Date(Date.UTC(2020, 0, 1) + at * 600_000).toISOString(),
  };
}

/** A newsroom of this many articles; half of what they point at comes after them. */
export function* largeNewsroom(articles: number): Generator<NativeDocument> {
  for (const [at, document] of others.entries()) if (at % 2 === 0) yield document;
  for (let at = 0; at < articles; at += 1) yield largeArticle(at, articles - 1);
  for (const [at, document] of others.entries()) if (at % 2 === 1) yield document;
}

export async function writeNdjson(path: string, documents: Iterable<unknown>): Promise<void> {
  const out = createWriteStream(path);
  for (const document of documents) {
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
