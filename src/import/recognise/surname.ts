import { acronymLike } from './acronym.js';
import type { FoundPeople } from './people.js';
import type { PlaceNames } from './place.js';
import type { Span } from './recognised.js';
import { calendarWords } from './tables/calendar.js';
import { functionWords, neverInNames, wordLikeSurnames } from './tables/common.js';
import { nameParticles } from './tables/names.js';
import { organisationNouns } from './tables/organisations.js';
import { honorifics, postHeads } from './tables/posts.js';
import type { Passage } from './text.js';
import { fold, type Token } from './token.js';

interface Surname {
  concept: string;
  block: number;
  start: number;
  /** The words of the full name. */
  parts: Set<string>;
}

/** `Hoffmann said`, after Lena Hoffmann has been introduced: only where the page has one person of that name. */
export function surnamesIn(passages: readonly Passage[], { people }: FoundPeople, names: PlaceNames): Span[] {
  const surnames = surnamesOf(people);
  for (const { tokens } of passages) dropDoubtful(surnames, tokens);
  return passages.flatMap((passage) => [...spansIn(passage, surnames, names)]);
}

function surnamesOf(people: FoundPeople['people']): Map<string, Surname> {
  const surnames = new Map<string, Surname>();
  const taken = new Set<string>();
  for (const { document, country, block, start } of people.values()) {
    const parts = fold(document.name).split(/\s+/);
    const surname = fold(document.familyName ?? (country || !mayBeReversed(parts) ? (parts.at(-1) ?? '') : ''));
    if (taken.has(surname)) surnames.delete(surname);
    else if (isUsable(surname))
      surnames.set(surname, { concept: `person:${document.slug}`, block, start, parts: new Set(parts) });
    taken.add(surname);
  }
  return surnames;
}

/** Without a country, `Park Geun-hye` and `Wang Yi` could have either part first. */
const mayBeReversed = (parts: readonly string[]) =>
  parts.some((part) => part.includes('-')) || (parts[0]?.length ?? 0) <= 4 || parts.length > 3;

function isUsable(surname: string): boolean {
  const lower = surname.toLowerCase();
  if (surname.length < 3 || surname.includes('-') || acronymLike(surname)) return false;
  return ![functionWords, neverInNames, wordLikeSurnames, calendarWords, organisationNouns].some((table) =>
    table.has(lower),
  );
}

/** A word that the page also writes small, or behind another given name, says nothing sure. */
function dropDoubtful(surnames: Map<string, Surname>, tokens: readonly Token[]): void {
  const lowered = new Map([...surnames.keys()].map((surname) => [surname.toLowerCase(), surname]));
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const key = token && lowered.get(token.lower);
    if (!token || key === undefined) continue;
    const surname = surnames.get(key);
    if (!token.upper || (surname && isOthers(tokens, at, surname))) surnames.delete(key);
  }
}

function isOthers(tokens: readonly Token[], at: number, { parts }: Surname): boolean {
  const before = tokens[at - 1];
  if (!before?.upper || !tokens[at]?.spaced || tokens[at]?.first || /^\p{Lu}\.$/u.test(before.text)) return false;
  return (
    !parts.has(before.fold) && !isTitle(before) && !functionWords.has(before.lower) && !calendarWords.has(before.lower)
  );
}

const titleWords = new Set(postHeads.flatMap((head) => head.split(/[ -]/)));
const isTitle = (token: Token) => honorifics.has(token.lower) || titleWords.has(token.lower);

function* spansIn({ block, tokens }: Passage, surnames: Map<string, Surname>, names: PlaceNames): Generator<Span> {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const surname = token && surnames.get(token.fold);
    if (!token || !surname || !isLater(block, token, surname) || !isFree(tokens, at)) continue;
    if (names.countryAt(tokens, at) || names.capitalAt(tokens, at) || names.demonymAt(tokens, at)) continue;
    yield { block, start: token.start, end: token.end, concept: surname.concept, confidence: 0.75 };
  }
}

const isLater = (block: number, token: Token, surname: Surname) =>
  block > surname.block || (block === surname.block && token.start > surname.start);

/** No capital directly beside it but a title's, no hyphen to another word. */
function isFree(tokens: readonly Token[], at: number): boolean {
  const [before, here, behind] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!here || (!here.spaced && before?.kind === 'word') || (!here.spaced && /^[-‐‑/]$/.test(before?.text ?? '')))
    return false;
  if (nameParticles.has(before?.lower ?? '') && !before?.first && before?.lower !== 'a') return false;
  if (before?.upper && !here.first && !isTitle(before) && !functionWords.has(before.lower)) return false;
  if (!behind || behind.first) return true;
  if (!behind.spaced && /^[-‐‑&/]$/.test(behind.text)) return false;
  return !behind.upper || calendarWords.has(behind.lower);
}
