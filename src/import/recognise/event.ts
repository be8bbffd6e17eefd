import type { EventDocument } from '../../content/event/event.document.js';
import { nameKey } from '../page/knowledge.js';
import type { Page } from '../page/page.js';
import { capitalDocument, countrySlug } from './country.js';
import { fullDate, isWeekday, lastWeekday, weekdayIn } from './date.js';
import { nameOf, organisationAt } from './organisation.js';
import type { Organisations } from './organisations.js';
import type { PlaceNames } from './place.js';
import type { Span } from './recognised.js';
import { slugOf } from './slug.js';
import { eventNouns, notInEventNames, ordinals } from './tables/events.js';
import type { Passage } from './text.js';
import { isPossessive, type Token, textOf } from './token.js';

export interface FoundEvent {
  document: EventDocument;
  /** The noun that later sentences take it up with: the talks. */
  noun: string;
  passage: Passage;
  span: Span;
}

type Participant = NonNullable<EventDocument['participants']>[number];

interface EventContext {
  page: Page;
  names: PlaceNames;
  organisations: Organisations;
}

/** What names more is a calendar, not a report. */
const mostEvents = 20;

/** The events that the page gives a name, or an ordinal with participants and place; each once. */
export function eventsIn(passages: readonly Passage[], context: EventContext): FoundEvent[] {
  const found = new Map<string, FoundEvent>();
  for (const passage of passages) {
    if (!passage.paragraph) continue;
    for (let at = 0; at < passage.tokens.length; at++) {
      const event = eventNouns.has(passage.tokens[at]?.lower ?? '') ? eventAt(passage, at, context) : undefined;
      if (found.size === mostEvents) return [...found.values()];
      if (event && !found.has(event.document.slug)) found.set(event.document.slug, event);
    }
  }
  return [...found.values()];
}

function eventAt(passage: Passage, noun: number, context: EventContext): FoundEvent | undefined {
  const from = phraseStart(passage.tokens, noun);
  const phrase = phraseOf(passage, from, noun);
  const sides = sidesBehind(passage, noun + 1, context);
  const sentence = sentenceAround(passage, noun);
  const place = townIn(passage, sentence, context.names);
  const startsAt = dateOf(passage, sentence, phrase.label, context.page);
  if (!isDistinctive(phrase, sides, place, startsAt)) return undefined;
  const name = [phrase.name, sides?.words].filter(Boolean).join(' ');
  const status = statusOf(textOf(passage.text, passage.tokens, sentence.from, sentence.to), startsAt, context.page);
  const slug = phrase.ordinal ? slugOf(name) : [slugOf(name), startsAt?.slice(0, 4)].filter(Boolean).join('-');
  const document: EventDocument = {
    type: 'event',
    slug,
    name,
    ...(nameKey(phrase.label) !== nameKey(name) && phrase.quoted && { aliases: [{ value: phrase.label }] }),
    ...(status && { status }),
    ...(startsAt && { startsAt }),
    ...(place && { place }),
    ...(sides && { participants: sides.participants }),
  };
  return { document, noun: passage.tokens[noun]?.lower ?? '', passage, span: spanOf(passage, phrase, slug, noun) };
}

interface EventPhrase {
  /** First token of the label. */
  from: number;
  name: string;
  /** What other sentences call it, too: from the quotation on, else all of it. */
  label: string;
  ordinal: boolean;
  quoted: boolean;
  proper: boolean;
}

function phraseOf(passage: Passage, from: number, noun: number): EventPhrase {
  const { tokens } = passage;
  const words = tokens.slice(from, noun + 1);
  const quote = words.findIndex((token) => token.fold === '"');
  const quoted = quote >= 0 && words.filter((token) => token.fold === '"').length === 2;
  const labelFrom = quoted ? from + quote : from;
  const name = nameOf(passage, from, noun + 1);
  return {
    from: labelFrom,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    label: nameOf(passage, labelFrom, noun + 1),
    ordinal: isOrdinal(tokens[from]),
    quoted,
    proper: isProper(words),
  };
}

const isOrdinal = (token: Token | undefined) =>
  token !== undefined && (ordinals.has(token.lower) || /^\d+(?:st|nd|rd|th)$/.test(token.lower));

/** `60th Munich Security Conference`: capitals all through, and a number that says which one. */
function isProper(words: readonly Token[]): boolean {
  const [first, ...rest] = words;
  const numbered = isOrdinal(first) || /^(?:19|20)\d\d$/.test(first?.text ?? '');
  return numbered && rest.length >= 2 && rest.every((token) => token.upper || token.text === '-');
}

/** Leftwards over the words that can describe an event, within the sentence. */
function phraseStart(tokens: readonly Token[], noun: number): number {
  let at = noun;
  while (at > 0 && noun - at < 16 && describes(tokens, at - 1) && !tokens[at]?.first) at--;
  // A quotation mark opens "a sentence": it is passed together with what it encloses.
  if (tokens[at]?.first && tokens[at - 1]?.fold === '"') {
    const before = at - 1;
    at = before;
    while (at > 0 && noun - at < 16 && describes(tokens, at - 1) && tokens[at - 1]?.fold !== '"' && !tokens[at]?.first)
      at--;
  }
  return at;
}

function describes(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || isPossessive(token) || notInEventNames.has(token.lower)) return false;
  return token.kind !== 'mark' || /^["+\-‐‑]$/.test(token.fold);
}

function isDistinctive(phrase: EventPhrase, sides: unknown, place: unknown, startsAt: unknown): boolean {
  if (phrase.quoted) return Boolean(sides || (phrase.ordinal && place));
  if (phrase.proper) return Boolean(place || startsAt);
  return phrase.ordinal && Boolean(sides && place);
}

/** `between A and B`, each a country or an organisation. */
function sidesBehind(
  passage: Passage,
  from: number,
  context: EventContext,
): { words: string; participants: Participant[] } | undefined {
  const { tokens } = passage;
  if (tokens[from]?.lower !== 'between') return undefined;
  const first = sideAt(passage, from + 1, context);
  if (!first || tokens[first.to]?.lower !== 'and') return undefined;
  const second = sideAt(passage, first.to + 1, context);
  if (!second || first.participant.concept === second.participant.concept) return undefined;
  return { words: `between ${first.words} and ${second.words}`, participants: [first.participant, second.participant] };
}

interface Side {
  words: string;
  to: number;
  participant: Participant;
}

function sideAt(passage: Passage, from: number, { names, organisations }: EventContext): Side | undefined {
  const { tokens } = passage;
  const at = tokens[from]?.lower === 'the' ? from + 1 : from;
  const country = names.countryAt(tokens, at);
  const organisation = country ? undefined : organisationAt(passage, at, names);
  const slug = organisation && organisations.add(organisation, undefined);
  const end = country?.to ?? organisation?.to;
  if (end === undefined || (!country && slug === undefined)) return undefined;
  const concept = country ? `place:${countrySlug(country.value)}` : `organisation:${slug}`;
  return { words: nameOf(passage, from, end), to: afterParenthesis(tokens, end), participant: { concept } };
}

const afterParenthesis = (tokens: readonly Token[], at: number) =>
  tokens[at]?.text === '(' && tokens[at + 2]?.text === ')' ? at + 3 : at;

/** No sentence is longer; what has no full stops is not searched over and over. */
const longestSentence = 150;

export function sentenceAround({ tokens }: Passage, at: number): { from: number; to: number } {
  let from = at;
  while (from > Math.max(0, at - longestSentence) && !isStop(tokens[from - 1])) from--;
  let to = at + 1;
  while (to < Math.min(tokens.length, at + longestSentence) && !isStop(tokens[to - 1])) to++;
  return { from, to };
}

const isStop = (token: Token | undefined) => token !== undefined && /^[.!?]$/.test(token.text);

function townIn(
  { tokens }: Passage,
  { from, to }: { from: number; to: number },
  names: PlaceNames,
): string | undefined {
  for (let at = from; at < to; at++) {
    if (tokens[at]?.lower !== 'in') continue;
    const capital = names.capitalAt(tokens, at + 1);
    if (capital && (!capital.value.needsCountry || names.sure.has(capital.value.country)))
      return capitalDocument(capital.value).slug;
  }
  return undefined;
}

/** The date in the sentence, else of a caption that shows the event, else of the weekday; nothing where they disagree. */
function dateOf(
  passage: Passage,
  { from, to }: { from: number; to: number },
  label: string,
  page: Page,
): string | undefined {
  const words = textOf(passage.text, passage.tokens, from, to);
  const weekday = weekdayIn(words);
  const captions = [page.leadImage, ...page.images].flatMap((image) => (image ? [image.caption] : []));
  const shown = captions.find((caption) => nameKey(caption).includes(nameKey(label)) && fullDate(caption));
  const written = fullDate(words) ?? (shown && fullDate(shown));
  if (written) return weekday === undefined || isWeekday(written, weekday) ? written : undefined;
  return weekday !== undefined && page.publishedAt && !isAhead(words)
    ? lastWeekday(weekday, page.publishedAt)
    : undefined;
}

const isAhead = (words: string) =>
  /\b(?:will|to be held|scheduled|upcoming|next|plans? to|expected to|set to)\b/i.test(words);

function statusOf(words: string, startsAt: string | undefined, page: Page): EventDocument['status'] | undefined {
  const published = page.publishedAt?.slice(0, 10);
  if (isAhead(words)) return !startsAt || !published || startsAt >= published ? 'PLANNED' : undefined;
  if (startsAt && published && startsAt > published) return undefined;
  if (/\b(?:is|are) (?:being held|under way|underway)\b/i.test(words)) return 'LIVE';
  return /\b(?:was|were) (?:held|hosted|concluded|co-chaired)\b|\b(?:concluded|ended|closed)\b|\btook place\b|\bheld\b/i.test(
    words,
  )
    ? 'FINISHED'
    : undefined;
}

function spanOf({ block, tokens }: Passage, { from }: EventPhrase, slug: string, noun: number): Span {
  return {
    block,
    start: tokens[from]?.start ?? 0,
    end: tokens[noun]?.end ?? 0,
    concept: `event:${slug}`,
    confidence: 0.9,
  };
}
