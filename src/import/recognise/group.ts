import type { CountryCode } from './country.js';
import type { Introduction } from './introduction.js';
import type { PlaceNames } from './place.js';
import { ministerHeads } from './tables/posts.js';
import type { Passage } from './text.js';
import type { Token } from './token.js';

const sides = /^(?:side|sides|delegation|government|team)$/;

/** Gives the people of a coordinated group the country that is said once for all of them. Introductions of one passage, in order. */
export function spreadCountries(introductions: readonly Introduction[], names: PlaceNames): void {
  let group: Introduction[] = [];
  for (const introduction of introductions) {
    const before = group.at(-1);
    if (!before || !isJoined(introduction.passage.tokens, before.to, introduction.from)) group = [];
    group.push(introduction);
    spreadPossessive(before && group.length > 1 ? before : undefined, introduction);
    if (group.length === 1) assign(group, sideBefore(introduction, names));
    else if (before && !introduction.country && before.country && fromFront.has(before)) inherit(before, introduction);
    const behind = sideBehind(introduction.passage, introduction.to, names);
    if (behind === undefined) continue;
    assign(group, behind);
    group = [];
  }
}

/** Introductions whose country a phrase in front of the whole group has said. */
const fromFront = new WeakSet<Introduction>();

function inherit(before: Introduction, introduction: Introduction): void {
  if (before.country) introduction.country = before.country;
  fromFront.add(introduction);
}

function assign(group: readonly Introduction[], country: CountryCode | undefined): void {
  if (country === undefined) return;
  for (const member of group) member.country ??= country;
}

/** `Kenya's Environment Minister … and Finance Minister …`. */
function spreadPossessive(before: Introduction | undefined, introduction: Introduction): void {
  if (!before?.possessive || !before.country || introduction.country) return;
  if (!introduction.post.portfolio || !ministerHeads.has(introduction.post.head)) return;
  introduction.country = before.country;
  introduction.possessive = true;
}

function isJoined(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to).map((token) => token.lower);
  return (
    between.length > 0 && between.length <= 3 && between.every((word) => /^(?:,|and|as|well|with|the)$/.test(word))
  );
}

/** `… from the Chinese side`, `… of the ROK`. */
function sideBehind({ tokens }: Passage, at: number, names: PlaceNames): CountryCode | undefined {
  if (!/^(?:from|representing|for|on)$/.test(tokens[at]?.lower ?? '')) return undefined;
  return sideAt(tokens, at + 1, names, tokens[at]?.lower === 'from' || tokens[at]?.lower === 'representing');
}

function sideAt(
  tokens: readonly Token[],
  from: number,
  names: PlaceNames,
  countryAlone: boolean,
): CountryCode | undefined {
  const at = tokens[from]?.lower === 'the' ? from + 1 : from;
  const country = names.countryAt(tokens, at);
  const match = country ?? names.demonymAt(tokens, at);
  if (!match) return undefined;
  return sides.test(tokens[match.to]?.lower ?? '') || (country && countryAlone) ? match.value : undefined;
}

/** `From the Chinese side, …`, `On the ROK side, …` directly in front of the group. */
function sideBefore(introduction: Introduction, names: PlaceNames): CountryCode | undefined {
  const { tokens } = introduction.passage;
  const comma = introduction.from - (tokens[introduction.from - 1]?.lower === 'the' ? 2 : 1);
  if (tokens[comma]?.text !== ',' && tokens[comma]?.text !== ':') return undefined;
  for (let at = comma - 1; at >= Math.max(0, comma - 8); at--) {
    if (!/^(?:from|for|on)$/.test(tokens[at]?.lower ?? '')) continue;
    const country = tokens[at]?.first ? sideAt(tokens, at + 1, names, false) : undefined;
    if (country) fromFront.add(introduction);
    return country;
  }
  return undefined;
}
