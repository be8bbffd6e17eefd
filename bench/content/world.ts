import type { NativeDocument } from '../../src/content/documents.js';
import type { OrganisationDocument } from '../../src/content/organisation/organisation.document.js';
import type { PersonDocument } from '../../src/content/person/person.document.js';
import { Random } from './random.js';
import * as words from './words.js';

const across = <A, B, R>(first: readonly A[], second: readonly B[], make: (a: A, b: B) => R): R[] =>
  first.flatMap((a) => second.map((b) => make(a, b)));
const slugOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

export const organisations: OrganisationDocument[] = across(words.bodies, words.fields, (body, field) => ({
  type: 'organisation' as const,
  slug: slugOf(`${body} of ${field}`),
  name: `${body} of ${field}`,
  kind: body.toLowerCase(),
  description: `The ${body.toLowerCase()} that looks after ${field.toLowerCase()}.`,
  country: 'norland',
}));

export type Held = PersonDocument & { roles: { organisation: string; title: string }[] };

/** Everybody has held two posts, and holds one. */
export const people: Held[] = across(words.givenNames, words.familyNames, (given, family) => `${given} ${family}`)
  .slice(0, 800)
  .map((name, at) => {
    const random = new Random(at);
    const [before, now] = random.some(2, organisations) as [OrganisationDocument, OrganisationDocument];
    return {
      type: 'person' as const,
      slug: slugOf(name),
      name,
      description: `${name} has worked for the ${before.name} and the ${now.name}.`,
      roles: [
        { organisation: before.slug, title: `Former ${random.of(words.posts)}`, startedAt: '2015', endedAt: '2019-12' },
        { organisation: now.slug, title: random.of(words.posts), startedAt: '2020-01' },
      ],
    };
  });

export const authors = people.slice(0, 60);
export const pictures = 2000;
export const topLevel = words.sections;
export const sectionPaths = across(words.sections, words.desks, (top, desk) => ({ top, slug: `${top}-${desk}` }));
export const events = across(words.places.slice(0, 20), words.topics.slice(0, 10), (place, topic) => ({
  type: 'event' as const,
  slug: `${slugOf(place)}-${topic}-days`,
  name: `${place} ${topic} days`,
  description: `A week of ${topic} in ${place}.`,
  startsAt: '2026-03-05',
  place: slugOf(place),
}));

/** All that articles point at. */
export function* world(): Generator<NativeDocument> {
  for (const name of words.places) {
    const placeType = name === 'Norland' ? 'country' : 'city';
    yield { type: 'place', slug: slugOf(name), name, placeType, description: `A ${placeType} by the sea.` };
  }
  yield* organisations;
  yield* people;
  for (const topic of words.topics)
    yield { type: 'topic', slug: topic, name: topic, description: `All about ${topic}.` };
  for (const [position, top] of words.sections.entries()) yield { type: 'section', slug: top, name: top, position };
  for (const { top, slug } of sectionPaths) yield { type: 'section', slug, name: slug.replace('-', ' '), parent: top };
  yield { type: 'source', slug: 'example-news', name: 'Example News', category: 'STAFF' };
  yield { type: 'source', slug: 'example-wire', name: 'Example Wire', category: 'WIRE' };
  yield* events;
  for (let number = 0; number < pictures; number += 1) {
    const random = new Random(1_000_000 + number);
    yield {
      type: 'image',
      slug: `picture-${number}`,
      url: `https://images.example/${number}.jpg`,
      width: 1600,
      height: 1067,
      mediaType: 'image/jpeg',
      alt: `A ${random.of(words.adjectives)} ${random.of(words.nouns)} in ${random.of(words.places)}`,
      caption: `The ${random.of(words.nouns)} on ${random.of(words.days)}`,
      credit: `${random.of(people).name}/Example Wire`,
    };
  }
}
