/** One word, number or mark of a text, with where it stands in it (UTF-16, half-open). */
export interface Token {
  text: string;
  /** Without accents, apostrophes straight; the case is kept. */
  fold: string;
  lower: string;
  start: number;
  end: number;
  kind: 'word' | 'number' | 'mark';
  /** Begins with a capital letter. */
  upper: boolean;
  /** White space stands before it. */
  spaced: boolean;
  /** Opens a sentence, a quotation or a line. */
  first: boolean;
  /** Begins a line. */
  line: boolean;
  /** A word can begin here: false inside a word of a script that writes none of its word boundaries. */
  open: boolean;
}

const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const letter = `(?!${unspaced})[\\p{L}\\p{M}]`;
const pattern = new RegExp(
  [
    '(?<abbreviation>(?:\\p{Lu}\\.){2,}|(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Gov|Gen|Rep|Lt|Col|Adm|Capt|Maj|Rev|Jr|Sr)\\.|\\p{Lu}\\.(?=\\s+\\p{Lu}))',
    "(?<possessive>['’]s(?![\\p{L}\\p{N}]))",
    `(?<unspaced>${unspaced})`,
    `(?<word>${letter}(?:${letter}|\\p{N})*(?:['’](?!s(?![\\p{L}\\p{N}]))(?:${letter})+)*)`,
    '(?<number>\\p{N}+(?:[.,]\\p{N}+)*(?:st|nd|rd|th)?)',
    '(?<mark>\\S)',
  ].join('|'),
  'gu',
);

export function tokenise(text: string, locale: string): Token[] {
  const cuts = hasUnspaced.test(text) ? wordCuts(text, locale) : undefined;
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const between = text.slice(end, match.index);
    const previous = tokens.at(-1);
    const opens = !previous || between.includes('\n') || sentenceEnds(previous, tokens.at(-2), between !== '');
    const token = tokenOf(match, between, opens);
    if (match.groups?.unspaced && cuts) token.open = cuts.has(token.start);
    tokens.push(token);
    end = token.end;
  }
  return tokens;
}

const hasUnspaced = new RegExp(unspaced, 'u');

// The segmenter's time grows with the square of a text's length, so it gets one run of such letters at a time.
const runs = new RegExp(`${unspaced}{1,1000}`, 'gu');

function wordCuts(text: string, locale: string): Set<number> {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  const cuts = new Set<number>();
  for (const run of text.matchAll(runs)) {
    for (const segment of segmenter.segment(run[0])) cuts.add(run.index + segment.index);
  }
  return cuts;
}

function tokenOf(match: RegExpMatchArray, between: string, first: boolean): Token {
  const text = match[0];
  const start = match.index ?? 0;
  const groups = match.groups ?? {};
  const kind = groups.mark || groups.possessive ? 'mark' : groups.number ? 'number' : 'word';
  const folded = fold(text);
  return {
    text,
    fold: folded,
    lower: folded.toLowerCase(),
    start,
    end: start + text.length,
    kind,
    upper: kind === 'word' && /^\p{Lu}/u.test(text),
    spaced: between !== '',
    first,
    line: between.includes('\n'),
    open: true,
  };
}

const stops = new Set(['.', '!', '?', ':', '…', '。', '！', '？', '(', '–', '—', '•', '*']);

/** A closing quotation mark ends a sentence only where the sentence has ended inside it. */
function sentenceEnds(previous: Token, beforeIt: Token | undefined, spaced: boolean): boolean {
  if (stops.has(previous.text)) return true;
  const opensQuotation = /^["“‘'«„]$/.test(previous.text) && !spaced && (previous.spaced || !beforeIt);
  return opensQuotation || (/^["”’')»]$/.test(previous.text) && /^[.!?]$/.test(beforeIt?.text ?? ''));
}

/** Without accents and with straight apostrophes; capitals stay, since they tell a name from a word. */
export function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');
}

const mostHyphens = 8;

/** `word - word` written without spaces is one word: the index after it. */
export function afterHyphens(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (
    end - at < 2 * mostHyphens &&
    isGlued(tokens, end, '-') &&
    isGlued(tokens, end + 1) &&
    tokens[end + 1]?.kind !== 'mark'
  )
    end += 2;
  return end;
}

function isGlued(tokens: readonly Token[], at: number, text?: string): boolean {
  const token = tokens[at];
  return token !== undefined && !token.spaced && (text === undefined || isDash(token.text) === isDash(text));
}

const isDash = (text: string) => text === '-' || text === '‐' || text === '‑';

export const isPossessive = (token: Token | undefined): boolean => token?.lower === "'s";

/** The words from one token up to another, as the text has them. */
export function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? text.slice(first.start, last.end) : '';
}
