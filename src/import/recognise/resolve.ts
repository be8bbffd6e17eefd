import type { EventDocument } from '../../content/event/event.document.js';
import type { OrganisationDocument } from '../../content/organisation/organisation.document.js';
import type { PlaceDocument } from '../../content/place/place.document.js';
import { type KnownConcept, nameKey } from '../page/knowledge.js';
import type { CountryCode } from './country.js';
import { daysBetween } from './date.js';
import { isGeneric } from './forms.js';
import type { FoundPerson } from './people.js';
import type { ConceptDocument } from './recognised.js';

/** The concepts of the store, by the names that they have. */
export class KnownByName {
  readonly #byKey = new Map<string, KnownConcept[]>();
  readonly all: readonly KnownConcept[];

  constructor(concepts: readonly KnownConcept[]) {
    this.all = [...new Map(concepts.map((concept) => [`${concept.type}:${concept.id}`, concept])).values()];
    for (const concept of this.all) {
      for (const key of new Set([concept.name, ...concept.otherNames].map(nameKey))) {
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), concept]);
      }
    }
  }

  named(type: KnownConcept['type'], names: readonly string[]): KnownConcept[] {
    const found = names.flatMap((name) => this.#byKey.get(nameKey(name)) ?? []);
    return [...new Set(found)].filter((concept) => concept.type === type);
  }
}

export const namesOf = (document: ConceptDocument): string[] => [
  document.name,
  ...(document.aliases ?? []).map((alias) => alias.value),
];

const only = <T>(candidates: readonly T[]): T | undefined => (candidates.length === 1 ? candidates[0] : undefined);

export function knownPlace(document: PlaceDocument, known: KnownByName): KnownConcept | undefined {
  const candidates = known
    .named('place', [document.name])
    .filter((place) => !document.countryCode || !place.countryCode || place.countryCode === document.countryCode);
  return only(candidates.length > 1 ? candidates.filter((place) => place.kind === document.placeType) : candidates);
}

export function knownOrganisation(
  document: OrganisationDocument,
  country: CountryCode | undefined,
  known: KnownByName,
): KnownConcept | undefined {
  const generic = document.name.split(/\s+/).every(isGeneric) || document.kind === 'ministry';
  const candidates = known
    .named('organisation', generic ? namesOf(document) : [document.name])
    .filter((organisation) =>
      generic || (country && organisation.countryCode) ? organisation.countryCode === country : true,
    );
  return only(candidates.filter(({ slug }) => slug === document.slug)) ?? only(candidates);
}

export function knownEvent(document: EventDocument, known: KnownByName): KnownConcept | undefined {
  const candidates = known
    .named('event', [document.name])
    .filter(
      ({ startsAt }) => !startsAt || !document.startsAt || startsAt.slice(0, 4) === document.startsAt.slice(0, 4),
    );
  return only(candidates.filter(({ slug }) => slug === document.slug)) ?? only(candidates);
}

export const isNear = (event: KnownConcept, day: string | undefined): boolean =>
  Boolean(event.startsAt && day && daysBetween(event.startsAt.slice(0, 10), day) <= 60);

/** What the page says of a person's posts, as the store counts organisations: by id. */
export interface PersonContext {
  person: FoundPerson;
  /** Ids and slugs of the organisations of the posts, and of those that these are a part of. */
  organisations: ReadonlySet<string>;
  /** Countries' slugs and names, to recognise them in what is known. */
  countryWords: readonly string[];
  /** Ids of the store's organisations of that country that are known here. */
  compatriots: ReadonlySet<string>;
}

/** The same person, another of the same name, or nobody that the store knows. */
export function knownPerson(context: PersonContext, known: KnownByName): { same?: KnownConcept; collides: boolean } {
  const namesakes = known.named('person', [context.person.document.name]);
  const agreeing = namesakes.filter((namesake) => agrees(namesake, context));
  const same =
    only(agreeing) ??
    (agreeing.length === 0 ? only(namesakes.filter((namesake) => isOpen(namesake, context))) : undefined);
  return same ? { same, collides: false } : { collides: namesakes.length > 0 };
}

function agrees({ roles = [] }: KnownConcept, context: PersonContext): boolean {
  const titles = (context.person.document.roles ?? []).map((role) => nameKey(role.title));
  return roles.some(({ organisationId, title }) => {
    if (organisationId === undefined) return titles.includes(nameKey(title)) || saysCountry(nameKey(title), context);
    return (
      context.organisations.has(organisationId) ||
      context.compatriots.has(organisationId) ||
      isOfCountry(organisationId, context)
    );
  });
}

const saysCountry = (title: string, { countryWords }: PersonContext) =>
  countryWords.some((word) => title.includes(nameKey(word)));

/** State organs' ids begin with their country. */
const isOfCountry = (id: string, { countryWords }: PersonContext) =>
  countryWords.some((word) => id.startsWith(`${word}-`));

/** Nothing is known against it: no posts there, or nothing on the page that says where the person's post is. */
function isOpen({ roles = [] }: KnownConcept, { organisations, countryWords }: PersonContext): boolean {
  return roles.length === 0 || (organisations.size === 0 && countryWords.length === 0);
}
