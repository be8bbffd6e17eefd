import type { OrganisationDocument } from '../../content/organisation/organisation.document.js';
import type { PersonDocument } from '../../content/person/person.document.js';
import type { Page } from '../page/page.js';
import { organisationsIn } from './bodies.js';
import { countryDocument, languageOf } from './country.js';
import { eventsIn, type FoundEvent } from './event.js';
import { spreadCountries } from './group.js';
import { introductionsIn } from './introduction.js';
import { foreignIntroductionsIn } from './languages.js';
import { Organisations } from './organisations.js';
import { addParticipants } from './participants.js';
import { type FoundPeople, peopleOf } from './people.js';
import { addPlace, type FoundPlaces, findPlaces, PlaceNames } from './place.js';
import type { ConceptDocument, Recognised, Span } from './recognised.js';
import type { Renames } from './rename.js';
import { slugOf } from './slug.js';
import { surnamesIn } from './surname.js';
import { type Passage, passagesOf } from './text.js';

/** What a page says by itself, before anything is looked up. References are `type:slug` as the content gives them. */
export class Discovery {
  constructor(
    readonly people: FoundPeople['people'],
    readonly organisations: Organisations,
    readonly places: FoundPlaces,
    readonly events: readonly FoundEvent[],
    readonly spans: readonly Span[],
    readonly mainEvent: string | undefined,
  ) {}

  documents(): ConceptDocument[] {
    return [
      ...[...this.people.values()].map((person) => person.document),
      ...this.organisations.documents.values(),
      ...this.places.documents.values(),
      ...this.events.map((event) => event.document),
    ];
  }

  /** The words by which the page itself names an organisation. */
  written(reference: string): string[] {
    const [type, slug = ''] = reference.split(':');
    return type === 'organisation' ? [...(this.organisations.written.get(slug) ?? [])] : [];
  }

  isWritten(name: string, concept: string, renames: Renames): boolean {
    for (const [slug, names] of this.organisations.written) {
      if (names.has(name) && renames.reference(`organisation:${slug}`) === concept) return true;
    }
    return false;
  }

  recognised(renames: Renames): Omit<Recognised, 'mentions'> {
    return {
      people: [...this.people.values()].map(({ document }) => renames.document(document)),
      organisations: [...this.organisations.documents.values()].map((document) => renames.document(document)),
      places: [...this.places.documents.values()].map((document) => renames.document(document)),
      events: this.events.map(({ document }) => renames.document(document)),
    };
  }
}

export function discover(page: Page, passages: readonly Passage[]): Discovery {
  const language = languageOf(page.locale);
  const names = new PlaceNames(language, passages);
  const organisations = new Organisations();
  const introductions = language === 'en' ? passages.flatMap((passage) => introduced(passage, names)) : [];
  const people =
    language === 'en' ? peopleOf(introductions, organisations) : foreignIntroductionsIn(passages, language, names);
  const organisationSpans = language === 'en' ? organisationsIn(passages, names, organisations) : [];
  const events = language === 'en' ? eventsIn(passages, { page, names, organisations }) : [];
  for (const event of events) addParticipants(event, passages, introductions, people);
  const surnames = surnamesIn(passages, people, names);
  const places = findPlaces(passages, names);
  addCredited(page, people, organisations);
  addSurroundings(page, places, organisations, events, language);
  const spans = [
    ...people.spans,
    ...surnames,
    ...organisationSpans,
    ...places.spans,
    ...events.map((event) => event.span),
  ];
  const opening = passages.filter((passage) => passage.paragraph).slice(0, 2);
  const mainEvent = events.find((event) => opening.includes(event.passage))?.document.slug;
  return new Discovery(people.people, organisations, places, events, spans, mainEvent);
}

function introduced(passage: Passage, names: PlaceNames) {
  const introductions = introductionsIn(passage, names);
  spreadCountries(introductions, names);
  return introductions;
}

/** Who is credited is found, too: otherwise a second run, which knows them, would link more than the first. */
function addCredited(page: Page, { people }: FoundPeople, organisations: Organisations): void {
  for (const { name, kind } of page.credits) {
    const slug = slugOf(name);
    if (kind === 'organisation') organisations.addCredited(name, 'news organisation');
    else if (!people.has(slug)) {
      const document: PersonDocument = { type: 'person', slug, name };
      people.set(slug, { document, block: -1, start: 0 });
    }
  }
  for (const { name, role } of page.sources)
    if (role === 'AGENCY_INPUT') organisations.addCredited(name, 'news agency');
}

/** The places that the documents refer to. */
function addSurroundings(
  page: Page,
  places: FoundPlaces,
  organisations: Organisations,
  events: readonly FoundEvent[],
  language: string,
): void {
  const words = [page.dateline?.place, ...events.map(({ document }) => document.place?.replaceAll('-', ' '))];
  const passages = words.flatMap((text) =>
    text ? passagesOf({ ...page, blocks: [{ kind: 'paragraph', text: titleCase(text) }] }) : [],
  );
  for (const document of findPlaces(passages, new PlaceNames(language, passages)).documents.values())
    addPlace(places, document);
  for (const { country } of organisations.documents.values() as Iterable<OrganisationDocument>) {
    const code = country === undefined ? undefined : organisations.countryCodes.get(country);
    if (code) addPlace(places, countryDocument(code));
  }
}

const titleCase = (text: string) =>
  text.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
