import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { Random } from './random.js';
import * as words from './words.js';
import { authors, events, organisations, people, pictures, sectionPaths } from './world.js';

const minute = 60_000;
const firstDay = Date.UTC(2024, 0, 1);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Which section the article with this number stands in. */
export const sectionOf = (number: number) =>
  sectionPaths[number % sectionPaths.length] as { top: string; slug: string };

/** The newest of the first `count` articles that stands in or below a section of the top level. */
export function newestOf(top: string, count: number): number {
  for (let number = count - 1; number >= 0; number -= 1) if (sectionOf(number).top === top) return number;
  throw new Error(`None of ${count} articles stands in ${top}.`);
}

/** An article of some 2 kB of text, the same for the same number; a higher number is newer. */
export function article(number: number): ArticleDocument {
  const random = new Random(2_000_000 + number);
  const some = () => `${random.of(words.adjectives)} ${random.of(words.nouns)}`;
  const clause = () => `${random.of(words.verbs)} the ${some()} before the ${some()}`;
  const [author, second] = random.some(2, authors) as [(typeof authors)[number], (typeof authors)[number]];
  const [one, other] = random.some(2, people.slice(authors.length)) as [
    (typeof people)[number],
    (typeof people)[number],
  ];
  const named = random.some(2, organisations);
  const [place, elsewhere] = random.some(2, words.places) as [string, string];
  const event = random.of(events);
  const sentence = () => random.of(openings)(random, some, clause);
  const lead = `${capital(one.roles[1]?.title ?? '')} ${one.name} of the ${named[0]?.name} said on ${random.of(words.days)} that ${place} would ${clause()}.`;
  const writers = number % 3 === 0 ? [author, second] : [author];
  const names = writers.map(({ name }) => name).join(' and ');
  return {
    type: 'article',
    slug: `article-${number}`,
    locale: 'en',
    headline: capital(`${some()} to ${random.of(words.verbs)} the ${random.of(words.nouns)} in ${place}`),
    kicker: capital(random.of(words.topics)),
    standfirst: `${capital(some())} and ${some()}: what the ${named[0]?.name} wants to ${clause()}.`,
    byline: `By ${names} in ${place}`,
    contributions: writers.map(({ slug, name }) => ({ person: slug, role: 'AUTHOR' as const, creditedAs: name })),
    dateline: { text: `${place.toUpperCase()}`, place: place.toLowerCase() },
    sources: [{ source: 'example-news', role: 'PUBLISHER' as const }],
    section: sectionOf(number).slug,
    topics: random.some(2, words.topics),
    mentions: [
      ...[one, other].map(({ slug, name, roles }) => ({
        concept: `person:${slug}`,
        label: name,
        relation: 'ABOUT' as const,
        title: roles[1]?.title as string,
        organisation: roles[1]?.organisation as string,
      })),
      ...named.map(({ slug, name }) => ({ concept: `organisation:${slug}`, label: name })),
      { concept: `place:${place.toLowerCase()}`, label: place },
      { concept: `event:${event.slug}`, label: event.name },
    ],
    leadImage: { image: `picture-${random.below(pictures)}`, caption: `The ${some()} in ${place}` },
    body: [
      { kind: 'paragraph', text: lead, style: 'LEAD' },
      { kind: 'paragraph', text: `${sentence()} ${sentence()} The ${named[1]?.name} agreed. ${sentence()}` },
      { kind: 'heading', text: capital(some()) },
      { kind: 'paragraph', text: `${sentence()} ${sentence()} ${sentence()} ${sentence()}` },
      {
        kind: 'quote',
        text: `We will ${clause()}, and then ${clause()}.`,
        speaker: other.slug,
        attribution: other.name,
      },
      { kind: 'paragraph', text: `${other.name} spoke at the ${event.name}. ${sentence()} ${sentence()}` },
      {
        kind: 'paragraph',
        text: `${sentence()} The ${named[0]?.name} in ${elsewhere} disagrees. ${sentence()} ${sentence()}`,
      },
      { kind: 'paragraph', text: `${sentence()} ${sentence()} ${sentence()} ${sentence()}` },
    ],
    publishedAt: new Date(firstDay + number * minute).toISOString(),
  };
}

type Opening = (random: Random, some: () => string, clause: () => string) => string;
const openings: Opening[] = [
  (_, some, clause) => `The ${some()} is to ${clause()}.`,
  (random, some, clause) => `On ${random.of(words.days)} the ${some()} made it hard to ${clause()}.`,
  (random, some) => `Number ${random.below(1000)} on the list was a ${some()} next to a ${some()}.`,
  (random, some, clause) => `In ${random.of(words.places)} a ${some()} helped to ${clause()}.`,
  (_, some, clause) => `Nobody had asked the ${some()} to ${clause()} so soon.`,
];
