import { nameKey } from '../page/knowledge.js';
import { calendarWords } from './tables/calendar.js';
import { functionWords } from './tables/common.js';
import type { Passage } from './text.js';
import { afterHyphens, isPossessive, type Token, textOf } from './token.js';

/** One question to the store is enough, and it stays a small one. */
const mostCandidates = 5000;
const longestName = 6;

/** What could be a name in these passages: capitalised words in a row, quoted phrases, short rows of unspaced words. */
export function candidateNames(passages: readonly Passage[]): string[] {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  for (const passage of passages) {
    for (const name of namesIn(passage)) {
      if (names.size >= mostCandidates) return [...names.values()];
      if (seen.has(name)) continue;
      seen.add(name);
      const key = nameKey(name);
      if (!names.has(key)) names.set(key, name);
    }
  }
  return [...names.values()];
}

function* namesIn(passage: Passage): Generator<string> {
  const { text, tokens } = passage;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    if (token.fold === '"') yield* quotedNames(passage, at);
    else if (isUnspaced(token)) yield* unspacedNames(text, tokens, at);
    else if (token.upper) yield* capitalisedNames(text, tokens, at);
  }
}

const isUnspaced = (token: Token) => /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(token.text);

function* capitalisedNames(text: string, tokens: readonly Token[], from: number): Generator<string> {
  const first = tokens[from];
  let at = from;
  for (let words = 1; words <= longestName && tokens[at]; words++) {
    at = afterHyphens(tokens, at);
    const last = tokens[at - 1];
    const alone = words === 1 && (first?.first || first === undefined ? functionWords.has(first?.lower ?? '') : false);
    const ends = last?.upper || last?.kind === 'number' || at - from > words;
    if (ends && !alone && !calendarWords.has(first?.lower ?? '')) yield textOf(text, tokens, from, at);
    if (isPossessive(tokens[at])) at++;
    const next = tokens[at];
    if (!next || next.kind === 'mark' || next.first || (!next.upper && !connects(next))) return;
  }
}

const connects = (token: Token) =>
  token.kind === 'number' || /^(?:of|the|for|and|de|la|van|der|von|bin|al|du|des|del|on|y|e)$/.test(token.lower);

/** The quotation itself, and with up to three words behind it: "2+2" talks. */
function* quotedNames({ text, tokens }: Passage, open: number): Generator<string> {
  let close = open + 1;
  while (close - open < 12 && tokens[close] && tokens[close]?.fold !== '"') close++;
  if (tokens[close]?.fold !== '"' || close === open + 1) return;
  yield textOf(text, tokens, open + 1, close);
  for (let to = close + 2; to <= close + 5 && tokens[to - 1]?.kind === 'word'; to++)
    yield textOf(text, tokens, open, to);
}

function* unspacedNames(text: string, tokens: readonly Token[], from: number): Generator<string> {
  if (!tokens[from]?.open) return;
  for (let to = from + 1; to <= from + 8; to++) {
    const last = tokens[to - 1];
    if (!last || !isUnspaced(last) || (to > from + 1 && last.spaced)) return;
    if (to > from + 1 && (tokens[to]?.open ?? true)) yield textOf(text, tokens, from, to);
  }
}
