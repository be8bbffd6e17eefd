import type { PersonDocument } from '../../content/person/person.document.js';
import { nameKey } from '../page/knowledge.js';
import { type CountryCode, countryInPhrase } from './country.js';
import type { Introduction } from './introduction.js';
import { canonicalPortfolio, hasMinistries } from './ministry.js';
import { nameParts } from './name.js';
import { nameOf } from './organisation.js';
import type { Organisations } from './organisations.js';
import { postTitle } from './post.js';
import type { Span } from './recognised.js';
import { slugOf } from './slug.js';
import { ministerHeads, stateHeads } from './tables/posts.js';

type Role = NonNullable<PersonDocument['roles']>[number];

/** A person whom the page introduces. */
export interface FoundPerson {
  document: PersonDocument;
  country?: CountryCode;
  /** Where the person is first named. */
  block: number;
  start: number;
}

export interface FoundPeople {
  /** By slug. */
  people: Map<string, FoundPerson>;
  spans: Span[];
}

export function peopleOf(introductions: readonly Introduction[], organisations: Organisations): FoundPeople {
  const found: FoundPeople = { people: new Map(), spans: [] };
  for (const introduction of introductions) addPerson(found, introduction, organisations);
  for (const person of found.people.values())
    Object.assign(person.document, nameParts(person.document.name, person.country));
  return found;
}

function addPerson(found: FoundPeople, introduction: Introduction, organisations: Organisations): void {
  const { passage, name: range } = introduction;
  const name = nameOf(passage, range.from, range.to);
  const slug = slugOf(name);
  const start = passage.tokens[range.from]?.start ?? 0;
  const end = passage.tokens[range.to - 1]?.end ?? 0;
  const person = found.people.get(slug) ?? { document: { type: 'person', slug, name }, block: passage.block, start };
  found.people.set(slug, person);
  if (introduction.country) person.country ??= introduction.country;
  if (introduction.post.honorific) person.document.honorific ??= introduction.post.words;
  addRole(person.document, roleOf(introduction, found.spans, organisations));
  found.spans.push({ block: passage.block, start, end, concept: `person:${slug}`, confidence: 0.95 });
}

function addRole(document: PersonDocument, role: Role | undefined): void {
  if (!role) return;
  const roles = document.roles ?? [];
  const same = roles.find(({ title }) => nameKey(title) === nameKey(role.title));
  if (!same) roles.push(role);
  else if (same.organisation === undefined && role.organisation) same.organisation = role.organisation;
  document.roles = roles;
}

/** The post as a role; also names its organisations. */
function roleOf(introduction: Introduction, spans: Span[], organisations: Organisations): Role | undefined {
  const { post, country } = introduction;
  const organisation =
    addOrganisations(introduction, spans, organisations) ?? impliedMinistry(introduction, organisations);
  if (post.past || post.honorific || post.head === 'counterpart') return undefined;
  const title = [postTitle(post.words), complementOf(introduction)].filter(Boolean).join(' ');
  if (organisation) return { organisation, title };
  return {
    title:
      country && !introduction.complement && isStatePost(introduction)
        ? `${title} of ${countryInPhrase(country)}`
        : title,
  };
}

function isStatePost({ post, organisations }: Introduction): boolean {
  return stateHeads.has(post.head) && post.portfolio === undefined && organisations.length === 0;
}

const complementOf = ({ complement }: Introduction) => complement?.replace(/\s+/g, ' ');

/** The outermost is known first: each is a part of the one behind it. */
function addOrganisations(introduction: Introduction, spans: Span[], organisations: Organisations): string | undefined {
  const { passage, country } = introduction;
  let parent: string | undefined;
  for (const phrase of introduction.organisations.toReversed()) {
    const slug = organisations.add(phrase, country, parent);
    if (slug === undefined) continue;
    organisations.addWritten(slug, nameOf(passage, phrase.from, phrase.to));
    spans.push({
      block: passage.block,
      start: passage.tokens[phrase.from]?.start ?? 0,
      end: passage.tokens[phrase.to - 1]?.end ?? 0,
      concept: `organisation:${slug}`,
      confidence: 0.9,
    });
    parent = slug;
  }
  return parent;
}

const haveOwnMinistry = new Set(['Foreign Affairs', 'Defence', 'Finance']);

function impliedMinistry(
  { post, country, organisations: named }: Introduction,
  organisations: Organisations,
): string | undefined {
  if (!post.portfolio || !country || named.length > 0 || post.past) return undefined;
  // A minister *for* a field often works in another field's ministry.
  if (/ for /i.test(post.words) && !haveOwnMinistry.has(canonicalPortfolio(post.portfolio))) return undefined;
  return ministerHeads.has(post.head) && hasMinistries(country)
    ? organisations.addMinistry(post.portfolio, country)
    : undefined;
}
