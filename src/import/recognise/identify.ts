import type { KnownConcept } from '../page/knowledge.js';
import { countryName, countrySlug } from './country.js';
import type { Discovery } from './discover.js';
import type { FoundPerson } from './people.js';
import { Renames } from './rename.js';
import {
  type KnownByName,
  knownEvent,
  knownOrganisation,
  knownPerson,
  knownPlace,
  type PersonContext,
} from './resolve.js';
import { slugOf } from './slug.js';

export interface Identified {
  renames: Renames;
  /** `type:slug` of the page → the store's concept. */
  matched: Map<string, KnownConcept>;
}

/** Which of the store's concepts the page's are. */
export function identify(discovery: Discovery, known: KnownByName): Identified {
  const identified: Identified = { renames: new Renames(), matched: new Map() };
  const { places, organisations, people, events } = discovery;
  for (const document of places.documents.values()) match(identified, document, knownPlace(document, known));
  for (const document of organisations.documents.values()) {
    const country = document.country && organisations.countryCodes.get(document.country);
    match(identified, document, knownOrganisation(document, country, known));
  }
  for (const person of people.values()) identifyPerson(identified, person, discovery, known);
  for (const { document } of events) match(identified, document, knownEvent(document, known));
  return identified;
}

function match(
  { renames, matched }: Identified,
  document: { type: string; slug: string },
  concept: KnownConcept | undefined,
): void {
  if (!concept) return;
  const reference = `${document.type}:${document.slug}`;
  matched.set(reference, concept);
  renames.add(reference, concept.slug);
}

function identifyPerson(identified: Identified, person: FoundPerson, discovery: Discovery, known: KnownByName): void {
  const context = contextOf(person, identified, discovery, known);
  const { same, collides } = knownPerson(context, known);
  if (same) match(identified, person.document, same);
  else if (collides) identified.renames.add(`person:${person.document.slug}`, distinguishingSlug(person));
}

function contextOf(
  person: FoundPerson,
  { matched }: Identified,
  discovery: Discovery,
  known: KnownByName,
): PersonContext {
  const own = organisationSlugs(person, discovery);
  const ids = own.flatMap((slug) => [slug, matched.get(`organisation:${slug}`)?.id ?? slug]);
  const { country } = person;
  const compatriots = known.all.filter(
    (concept) => concept.type === 'organisation' && country && concept.countryCode === country,
  );
  return {
    person,
    organisations: new Set(ids),
    countryWords: country ? [countryName(country), countrySlug(country)] : [],
    compatriots: new Set(compatriots.map((concept) => concept.id)),
  };
}

/** The organisations of the posts, with those that they are a part of. */
function organisationSlugs({ document }: FoundPerson, { organisations }: Discovery): string[] {
  const slugs = new Set<string>();
  for (const role of document.roles ?? []) {
    let slug = role.organisation;
    while (slug !== undefined && !slugs.has(slug)) {
      slugs.add(slug);
      slug = organisations.documents.get(slug)?.parent;
    }
  }
  return [...slugs];
}

/** Another person of the same name: the post tells them apart. */
function distinguishingSlug({ document, country }: FoundPerson): string {
  const [role] = document.roles ?? [];
  return [
    document.slug,
    role?.organisation ?? slugOf([role?.title, country && countryName(country)].filter(Boolean).join(' ')),
  ]
    .filter(Boolean)
    .join('-');
}
