import type { CountryCode } from './country.js';
import { personNameAt, type TokenRange } from './name.js';
import { countryBehind, nameOf, type OrganisationPhrase, organisationAt } from './organisation.js';
import type { PlaceNames } from './place.js';
import { type Post, postAt } from './post.js';
import { functionWords } from './tables/common.js';
import { businessHeads, placeHeads, smallLetterOnly } from './tables/posts.js';
import type { Passage } from './text.js';
import { afterHyphens, isPossessive, type Token } from './token.js';

/** A person named together with a post. */
export interface Introduction {
  passage: Passage;
  name: TokenRange;
  from: number;
  to: number;
  post: Post;
  /** The innermost first: office, commission. */
  organisations: OrganisationPhrase[];
  country?: CountryCode;
  /** `China's` in front: it holds for a coordinated minister, too. */
  possessive: boolean;
  /** Behind the post: `of London`, `to China`. */
  complement?: string;
}

export function introductionsIn(passage: Passage, names: PlaceNames): Introduction[] {
  const found: Introduction[] = [];
  for (let at = 0; at < passage.tokens.length; at++) {
    if (passage.tokens[at]?.kind !== 'word') continue;
    const introduction = postBeforeName(passage, at, names) ?? nameBeforePost(passage, at, names);
    if (!introduction) continue;
    found.push(introduction);
    // An apposition can follow the name that a post has introduced.
    const appended = nameBeforePost(passage, introduction.name.from, names);
    if (appended && introduction.name.from > introduction.from) found.push(appended);
    at = Math.max(introduction.to, appended?.to ?? 0) - 1;
  }
  return found;
}

/** What stands in front of a post: `Kenya's`, `French`, `Bank of England`, `Chinese Foreign Ministry`. */
interface Holder {
  to: number;
  country?: CountryCode;
  possessive: boolean;
  organisation?: OrganisationPhrase;
}

function holderAt(passage: Passage, at: number, names: PlaceNames): Holder {
  const { tokens } = passage;
  const organisation = organisationAt(passage, at, names);
  if (organisation) {
    const to = isPossessive(tokens[organisation.to]) ? organisation.to + 1 : organisation.to;
    return { to, possessive: false, organisation, ...(organisation.country && { country: organisation.country }) };
  }
  const geographic = names.countryAt(tokens, at) ?? names.demonymAt(tokens, at);
  if (!geographic) return { to: at, possessive: false };
  const possessive = isPossessive(tokens[geographic.to]);
  const to = possessive ? geographic.to + 1 : geographic.to;
  const behind = organisationAt(passage, to, names);
  const whose = { country: geographic.value, possessive };
  return behind
    ? { ...whose, to: behind.to, organisation: { ...behind, country: geographic.value } }
    : { ...whose, to };
}

function postBeforeName(passage: Passage, at: number, names: PlaceNames): Introduction | undefined {
  const holder = holderAt(passage, at, names);
  return (
    introduced(passage, at, holder, names) ??
    (holder.organisation ? introduced(passage, at, { to: at, possessive: false }, names) : undefined)
  );
}

function introduced(passage: Passage, at: number, holder: Holder, names: PlaceNames): Introduction | undefined {
  const { text, tokens } = passage;
  const post = postAt(text, tokens, holder.to);
  if (!post || (post.capital && smallLetterOnly.has(post.head) && holder.to === at)) return undefined;
  const chain = chainAt(passage, post.to, post, names);
  const name = personNameAt(tokens, chain.to, names) ?? personNameAt(tokens, post.to, names);
  if (!name || tokens[name.from]?.first) return undefined;
  return introductionOf(
    { passage, from: at, to: name.to, name, post },
    holder,
    name.from === chain.to ? chain : undefined,
  );
}

function introductionOf(
  base: Pick<Introduction, 'passage' | 'from' | 'to' | 'name' | 'post'>,
  holder: Holder,
  chain: Chain | undefined,
): Introduction {
  const country = holder.country ?? chain?.country;
  const organisations = [...(chain?.organisations ?? []), ...(holder.organisation ? [holder.organisation] : [])];
  return {
    ...base,
    organisations,
    possessive: holder.possessive,
    ...(country && { country }),
    ...(chain?.complement && { complement: chain.complement }),
  };
}

/** What follows a post: `of the Office for … of the … Commission`, `of Kenya`, `to China`. */
interface Chain {
  to: number;
  organisations: OrganisationPhrase[];
  country?: CountryCode;
  complement?: string;
}

function chainAt(passage: Passage, from: number, post: Post, names: PlaceNames): Chain {
  const { tokens } = passage;
  const chain: Chain = { to: from, organisations: [] };
  for (let links = 0; links < 5 && /^(?:of|for|at|with|to)$/.test(tokens[chain.to]?.lower ?? ''); links++) {
    const preposition = tokens[chain.to]?.lower;
    const start = tokens[chain.to + 1]?.lower === 'the' ? chain.to + 2 : chain.to + 1;
    const country = names.countryAt(tokens, start);
    const organisation = organisationAt(passage, start, names);
    if (preposition === 'to' && country) {
      chain.complement = nameOf(passage, chain.to, country.to);
      chain.to = country.to;
    } else if (organisation) {
      chain.organisations.push(organisation);
      if (organisation.country) chain.country = organisation.country;
      chain.to = organisation.to;
    } else if (country && preposition !== 'to') {
      chain.country = country.value;
      chain.to = country.to;
    } else {
      const town = placeHeads.has(post.head) && chain.to === from ? names.capitalAt(tokens, start) : undefined;
      if (!town) break;
      chain.complement = nameOf(passage, chain.to, town.to);
      chain.to = town.to;
    }
  }
  return chain;
}

/** `Lena Hoffmann, director of the Max Weber Institute in Erfurt, said`. */
function nameBeforePost(passage: Passage, at: number, names: PlaceNames): Introduction | undefined {
  const { text, tokens } = passage;
  if (!beginsName(tokens, at)) return undefined;
  const name = personNameAt(tokens, at, names);
  if (!name || tokens[name.to]?.text !== ',') return undefined;
  const start = afterDeterminer(tokens, afterAge(tokens, name.to + 1));
  const holder = holderAt(passage, start, names);
  const post = postAt(text, tokens, holder.to);
  if (!post || post.honorific) return undefined;
  const chain = withBusiness(passage, chainAt(passage, post.to, post, names), post, names);
  const end = closing(tokens, chain, names);
  if (end === undefined) return undefined;
  const base = { passage, from: at, to: end, name, post };
  if (chain.to > post.to || tokens[post.to]?.start === tokens[end]?.start) return introductionOf(base, holder, chain);
  // What the post is of is no organisation that the words surely name: it stays a part of the title.
  return introductionOf(base, holder, { ...chain, complement: nameOf(passage, post.to, end) });
}

function beginsName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const here = tokens[at];
  if (!here?.upper) return false;
  if (!before || here.first) return true;
  return here.spaced && !(before.upper && !functionWords.has(before.lower) && !postAt('', tokens, at - 1));
}

const afterAge = (tokens: readonly Token[], at: number) =>
  tokens[at]?.kind === 'number' && tokens[at + 1]?.text === ',' ? at + 2 : at;
const afterDeterminer = (tokens: readonly Token[], at: number) =>
  /^(?:a|an|the)$/.test(tokens[at]?.lower ?? '') ? at + 1 : at;

/** Companies and towns need no noun that tells them: `chief executive of Siemens,`, `mayor of Erfurt,`. */
function withBusiness(passage: Passage, chain: Chain, post: Post, names: PlaceNames): Chain {
  const { tokens } = passage;
  if (chain.to !== post.to || !/^(?:of|at)$/.test(tokens[chain.to]?.lower ?? '')) return chain;
  const start = chain.to + 1;
  let end = start;
  while (end - start < 4 && tokens[end]?.upper && !tokens[end]?.first) end = afterHyphens(tokens, end);
  if (end === start || tokens[end]?.text !== ',') return chain;
  if (placeHeads.has(post.head)) return { ...chain, to: end, complement: nameOf(passage, chain.to, end) };
  if (!businessHeads.has(post.head) || names.capitalAt(tokens, start)) return chain;
  const company: OrganisationPhrase = {
    from: start,
    to: end,
    name: nameOf(passage, start, end),
    kind: 'company',
    generic: false,
  };
  return { ...chain, to: end, organisations: [company] };
}

/** The apposition's end: a mark or a verb of saying. What the post is of may be unknown, but nothing else may follow. */
function closing(tokens: readonly Token[], chain: Chain, names: PlaceNames): number | undefined {
  let at = chain.to;
  if (/^(?:in|at)$/.test(tokens[at]?.lower ?? '')) at = afterCapitals(tokens, at + 1);
  if (isClosing(tokens[at])) return at;
  if (chain.organisations.length > 0 || chain.country || !/^(?:of|for|at|in|on)$/.test(tokens[chain.to]?.lower ?? ''))
    return undefined;
  if (countryBehind(tokens, chain.to, names)) return undefined;
  for (let end = chain.to; end < chain.to + 10; end++)
    if (tokens[end]?.kind === 'mark') return isClosing(tokens[end]) ? end : undefined;
  return undefined;
}

function afterCapitals(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at - from < 3 && tokens[at]?.upper) at = afterHyphens(tokens, at);
  return at;
}

const isClosing = (token: Token | undefined) =>
  token === undefined || /^(?:[,.;)—–]|said|says|told|will|has|was|is)$/.test(token.lower);
