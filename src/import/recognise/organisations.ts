import type { OrganisationDocument } from '../../content/organisation/organisation.document.js';
import { nameKey } from '../page/knowledge.js';
import { type CountryCode, countryName, countrySlug, demonymOf } from './country.js';
import { ministryAliases, ministryName } from './ministry.js';
import type { OrganisationPhrase } from './organisation.js';
import { slugOf } from './slug.js';
import { stateOrgans } from './tables/organisations.js';

/** The organisations of one page; each once, however often and in whatever words it is named. */
export class Organisations {
  readonly documents = new Map<string, OrganisationDocument>();
  /** Of the countries that they belong to, by slug. */
  readonly countryCodes = new Map<string, CountryCode>();
  readonly #slugsByName = new Map<string, string[]>();
  /** By slug: the names that the page itself has written in full. */
  readonly written = new Map<string, Set<string>>();

  /** The slug; undefined where the words do not say surely which organisation this is. */
  add(phrase: OrganisationPhrase, country: CountryCode | undefined, parent?: string): string | undefined {
    const home = phrase.country ?? country;
    const slug = this.#sameName(phrase, home) ?? slugFor(phrase, home, parent);
    if (slug === undefined) return undefined;
    const document = this.documents.get(slug) ?? this.#create(slug, phrase, home);
    if (home) this.countryCodes.set(countrySlug(home), home);
    if (parent !== undefined && parent !== slug && document.parent === undefined) document.parent = parent;
    if (home && document.country === undefined && phrase.kind !== 'international organisation')
      document.country = countrySlug(home);
    if (nameKey(document.name) !== nameKey(phrase.name)) addAlias(document, phrase.name);
    for (const alias of phrase.aliases ?? []) addAlias(document, alias.value, alias.kind);
    return slug;
  }

  /** The ministry that a minister's title implies. */
  addMinistry(portfolio: string, country: CountryCode): string | undefined {
    const name = ministryName(portfolio, country);
    return this.add({ from: 0, to: 0, name, kind: 'ministry', portfolio, generic: true }, country);
  }

  /** An organisation that is only credited. */
  addCredited(name: string, kind: string): string {
    const slug = slugOf(name);
    if (!this.documents.has(slug)) this.documents.set(slug, { type: 'organisation', slug, name, kind });
    return slug;
  }

  addAcronym(slug: string, acronym: string): void {
    const document = this.documents.get(slug);
    if (document) addAlias(document, acronym, 'SHORT_NAME');
  }

  addWritten(slug: string, name: string): void {
    const names = this.written.get(slug) ?? new Set();
    this.written.set(slug, names.add(name));
  }

  /** Named again without its country, it is the one that the page has named with it. */
  #sameName(phrase: OrganisationPhrase, country: CountryCode | undefined): string | undefined {
    if (country || phrase.generic) return undefined;
    const same = this.#slugsByName.get(nameKey(phrase.name));
    return same?.length === 1 ? same[0] : undefined;
  }

  #create(slug: string, phrase: OrganisationPhrase, country: CountryCode | undefined): OrganisationDocument {
    const name =
      phrase.portfolio && !/^ministry /i.test(phrase.name) ? ministryName(phrase.portfolio, country) : phrase.name;
    const document: OrganisationDocument = { type: 'organisation', slug, name, kind: phrase.kind };
    this.documents.set(slug, document);
    const key = nameKey(name);
    this.#slugsByName.set(key, [...(this.#slugsByName.get(key) ?? []), slug]);
    if (phrase.portfolio) {
      for (const alias of ministryAliases(phrase.portfolio, country && demonymOf(country))) addAlias(document, alias);
    }
    return document;
  }
}

function slugFor(
  phrase: OrganisationPhrase,
  country: CountryCode | undefined,
  parent: string | undefined,
): string | undefined {
  if (!phrase.generic && !(country && stateOrgans.has(phrase.kind))) return slugOf(phrase.name);
  if (country) return stateSlug(phrase.portfolio ? ministryName(phrase.portfolio, country) : phrase.name, country);
  return parent !== undefined && !phrase.portfolio ? `${parent}-${slugOf(phrase.name)}` : undefined;
}

/** The names of state organs are common to many countries: the country stands in front. */
function stateSlug(name: string, country: CountryCode): string {
  const carries = nameKey(name).includes(nameKey(countryName(country)));
  return carries ? slugOf(name) : `${countrySlug(country)}-${slugOf(name)}`;
}

function addAlias(document: OrganisationDocument, value: string, kind?: 'SHORT_NAME' | 'ALIAS'): void {
  const taken = [document.name, ...(document.aliases ?? []).map((alias) => alias.value)].map(nameKey);
  if (taken.includes(nameKey(value))) return;
  const aliases = document.aliases ?? [];
  aliases.push({ ...(kind === 'SHORT_NAME' && { kind }), value });
  document.aliases = aliases;
}
