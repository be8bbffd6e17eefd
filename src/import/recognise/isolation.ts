import { calendarWords } from './tables/calendar.js';
import { functionWords } from './tables/common.js';
import { stateNouns } from './tables/places.js';
import { postHeads, postModifiers } from './tables/posts.js';
import type { Token } from './token.js';

const titleWords = new Set([...postHeads.flatMap((head) => head.split(/[ -]/)), ...postModifiers]);

/** False where a capitalised neighbour makes the words a part of a longer name: `China Daily`, `New Mexico`, `Paris Hilton`. */
export function standsAlone(tokens: readonly Token[], from: number, to: number): boolean {
  return !joinsBefore(tokens, from) && !joinsBehind(tokens, to);
}

function joinsBefore(tokens: readonly Token[], from: number): boolean {
  const here = tokens[from];
  const before = tokens[from - 1];
  if (!before || !here || here.first) return false;
  if (!here.spaced && isJoint(before)) {
    const part = tokens[from - 2];
    return part !== undefined && !before.spaced && part.kind === 'word' && !part.upper;
  }
  if (!here.spaced && before.kind !== 'mark') return here.open && before.open && isLatin(before) && isLatin(here);
  return before.upper && !isFreeWord(before);
}

export function joinsBehind(tokens: readonly Token[], to: number): boolean {
  const behind = tokens[to];
  if (!behind || behind.first) return false;
  if (!behind.spaced) return isJoint(behind) && isNameBehindJoint(tokens, to);
  return behind.upper && !isFreeWord(behind) && !stateNouns.has(behind.lower);
}

/** `Guinea-Bissau`, `Stratford-upon-Avon`: a name goes on, `China-led`, `China-ROK ties`: it does not. */
function isNameBehindJoint(tokens: readonly Token[], joint: number): boolean {
  const behind = tokens[joint + 1];
  if (!behind || behind.spaced || !behind.upper) return false;
  const afterIt = tokens[joint + 2];
  return behind.text !== behind.text.toUpperCase() && afterIt?.upper === true;
}

const isJoint = (token: Token) => /^[-‐‑/&]$/.test(token.text);
const isLatin = (token: Token) => /^\p{Script=Latin}/u.test(token.text);

function isFreeWord(token: Token): boolean {
  return functionWords.has(token.lower) || calendarWords.has(token.lower) || titleWords.has(token.lower);
}
