import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { isInstant } from '../../graph/instant.js';

/** A day named in full, with its time if it has one. */
export interface FoundDate {
  /** ISO 8601 instant; noon UTC if only a day is named. */
  instant: string;
  /** EDTF. */
  day: string;
  hasTime: boolean;
  /** The words without the date, its zone and the words that belong to a date. */
  remainder: string;
}

export type DateReader = (text: string) => FoundDate | undefined;
type Parser = Pick<chrono.Chrono, 'parse'>;

const PARSERS: { en: Parser; zh: Parser } & { [language: string]: Parser } = {
  en: chrono.en.strict,
  de: chrono.de.strict,
  fr: chrono.fr.strict,
  es: chrono.es.strict,
  pt: chrono.pt.strict,
  it: chrono.it.strict,
  nl: chrono.nl.strict,
  ru: chrono.ru.strict,
  uk: chrono.uk.strict,
  ja: chrono.ja.strict,
  zh: chrono.zh.strict,
};
/** Minutes ahead of UTC: abbreviations that chrono does not know or takes for another zone of that name. */
const ZONES = {
  BJT: 480,
  HKT: 480,
  SGT: 480,
  PHT: 480,
  WIB: 420,
  WAT: 60,
  SAST: 120,
  MEZ: 60,
  MESZ: 120,
  KST: 540,
  JST: 540,
};
/** Dates are looked for so often and no more: a page of nothing but dates must not take minutes. */
const BUDGET = 300;
const REFERENCE = new Date(Date.UTC(2000, 0, 1, 12));

/** Reads full dates: as the page's language writes them, else as English does. A time without a zone is in `timeZone`. */
export function dateReader(locale: string, timeZone = 'utc'): DateReader {
  const language = locale.split('-')[0] ?? 'en';
  const parsers = [PARSERS[language], PARSERS.en].filter((parser) => parser !== undefined);
  const monthFirst = language === 'en';
  let left = BUDGET;
  return (text) => {
    if (text.length > 250 || !/\d{4}|\d[./-]\d\d$/.test(text) || left-- <= 0) return undefined;
    const plain = plainDate(text, monthFirst);
    const han = /\d年/.test(text) ? [PARSERS.zh] : [];
    for (const parser of [...han, ...parsers]) {
      const found = readWith(parser, plain, timeZone);
      if (found) return found;
    }
    return undefined;
  };
}

const pad = (value: number | string): string => String(value).padStart(2, '0');

/** Numbers in one order and times with a colon, so that no parser has to guess. */
function plainDate(text: string, monthFirst: boolean): string {
  return text
    .replace(
      /\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)\b/g,
      (_, day, month, year) => `${year}-${pad(month)}-${pad(day)}`,
    )
    .replace(/\b(\d{1,2})\/(\d{1,2})\/((?:19|20)\d\d)\b/g, (_, a: string, b: string, year: string) => {
      const [month, day] = (monthFirst && Number(a) <= 12) || Number(b) > 12 ? [a, b] : [b, a];
      return `${year}-${pad(month)}-${pad(day)}`;
    })
    .replace(
      /\b((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b/g,
      (_, year, month, day) => `${year}-${pad(month)}-${pad(day)}`,
    )
    .replace(/\b([01]?\d|2[0-3])\s?h\s?([0-5]\d)\b/gi, '$1:$2')
    .replace(/\b([01]?\d|2[0-3])\.([0-5]\d)(?=\s?(?:Uhr|Hrs|hrs|h\b|[ap]\.?m|GMT|UTC|BST|CEST|CET))/g, '$1:$2')
    .replace(/\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|hrs\b|hours\b|h\b|EAT|BST))/g, '$1:$2')
    .replace(/\b([ap])\.\s?m\./gi, '$1m')
    .replace(/\(?\bBeijing [Tt]ime\)?|北京时间/g, ' BJT')
    .replace(/\(([A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?)\)/g, '$1')
    .replace(/\s+[|•·–—-]\s+|\s*[|•·]\s*/g, ' ')
    .replace(/\s+(?:às|ore|alle ore|alle)\s+(?=\d)/gi, ' ');
}

function readWith(parser: Parser, text: string, timeZone: string): FoundDate | undefined {
  const results = parser.parse(text, { instant: REFERENCE, timezone: 0 }, { timezones: ZONES });
  const dated = results.find(
    ({ start }) => start.isCertain('day') && start.isCertain('month') && start.isCertain('year'),
  );
  if (!dated) return undefined;
  const timed = dated.start.isCertain('hour') ? dated : results.find(({ start }) => start.isCertain('hour'));
  const day = dayOf(dated.start);
  const local = DateTime.fromISO(day, { zone: 'utc' });
  if (!local.isValid) return undefined;
  const remainder = [...new Set([dated, timed])].reduce((rest, part) => rest.replace(part?.text ?? '', ' '), text);
  return {
    day,
    hasTime: timed !== undefined,
    instant: timed ? instantOf(day, timed.start, dated.start, timeZone, text) : `${day}T12:00:00.000Z`,
    remainder: withoutDateWords(remainder),
  };
}

const dayOf = (part: chrono.ParsedComponents): string =>
  `${pad(part.get('year') ?? 0).padStart(4, '0')}-${pad(part.get('month') ?? 0)}-${pad(part.get('day') ?? 0)}`;

function instantOf(
  day: string,
  time: chrono.ParsedComponents,
  date: chrono.ParsedComponents,
  timeZone: string,
  text: string,
): string {
  const offset = time.get('timezoneOffset') ?? date.get('timezoneOffset') ?? offsetIn(text);
  const clock = { hour: time.get('hour') ?? 12, minute: time.get('minute') ?? 0, second: time.get('second') ?? 0 };
  const zone = offset == null ? timeZone : 'utc';
  const instant = DateTime.fromISO(day, { zone })
    .set(clock)
    .minus({ minutes: offset ?? 0 });
  // Of a day at the end of time, the zone may lead beyond it.
  return isInstant(instant.toMillis()) ? (instant.toUTC().toISO() as string) : `${day}T12:00:00.000Z`;
}

/** An offset or abbreviation that stands apart from the time, as in `18:30 (hora local, GMT+2)`. */
function offsetIn(text: string): number | undefined {
  const found = /\b(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?/.exec(text);
  if (found) return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0));
  const named = /\b[A-Z]{3,4}\b/.exec(text)?.[0];
  return named && named in ZONES ? ZONES[named as keyof typeof ZONES] : /\b(?:GMT|UTC)\b/.test(text) ? 0 : undefined;
}

const UPDATED =
  /(?<!\p{L})(?:last updated|updated|last modified|modified|zuletzt aktualisiert|aktualisiert|stand|mis à jour|mise à jour|modifié|última actualización|actualizado|actualizada|atualizado|aggiornato|bijgewerkt)(?!\p{L})|更新(?:时间|于)?|обновлено/iu;
const PUBLISHED =
  /(?<!\p{L})(?:first published|published|publication date|date published|posted|issued|created|veröffentlicht|erstellt|publié|publicado|publicada|pubblicato|gepubliceerd|geplaatst)(?!\p{L})|发布(?:时间|于)?|发表(?:时间|于)?|опубликовано/iu;
const DATE_WORDS =
  /(?<!\p{L})(?:on|at|am|um|uhr|vom|le|à|el|a las|las|los|de|del|em|il|op|om|h|hrs|hours|local time|time|date|datum|fecha|and|und|et|y|first|was|this article|article|story|mon|tue|wed|thu|fri|sat|sun|tues|thurs|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|[a-z]{3,4}t|utc|gmt|eat|cat|mesz|mez|bst|msk)(?!\p{L})|星期[一二三四五六日天]|周[一二三四五六日]|时间|日期/giu;

const withoutDateWords = (text: string): string =>
  text
    .replace(new RegExp(UPDATED, 'giu'), ' ')
    .replace(new RegExp(PUBLISHED, 'giu'), ' ')
    .replace(DATE_WORDS, ' ')
    .replace(/(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export interface DateLine {
  published?: string;
  updated?: string;
  /** Which of the two its words say; a bare date says neither. */
  labelled: boolean;
}

/** A line of nothing but dates and their labels. */
export function readDateLine(text: string, read: DateReader): DateLine | undefined {
  if (text.length > 180 || !/\d/.test(text)) return undefined;
  const updateAt = text.search(UPDATED);
  const publishAt = text.search(PUBLISHED);
  const isTwo = publishAt >= 0 ? publishAt !== updateAt : /\d{4}/.test(text.slice(0, Math.max(0, updateAt)));
  if (updateAt > 0 && isTwo) return readTwo(text, Math.max(updateAt, publishAt), read);
  const found = read(text);
  if (!found || found.remainder.length > 3) return undefined;
  if (updateAt >= 0 && publishAt < 0) return { updated: found.instant, labelled: true };
  return { published: found.instant, labelled: publishAt >= 0 };
}

function readTwo(text: string, at: number, read: DateReader): DateLine | undefined {
  const one = readDateLine(text.slice(0, at), read);
  const two = readDateLine(text.slice(at), read);
  return one && two ? { ...one, ...two, labelled: true } : undefined;
}

/** The distinct days that a text names in full; it stops at the second, as nobody needs more. */
export function daysIn(texts: Iterable<string>, read: DateReader): string[] {
  const days = new Set<string>();
  for (const text of texts) {
    for (const { index } of text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)) {
      const found = read(text.slice(Math.max(0, index - 24), index + 14));
      if (found) days.add(found.day);
      if (days.size > 1) return [...days];
    }
  }
  return [...days];
}

/** `June 18`, `3 mar`, `18. Juni`, `3 March 2025`, `6月18日` as EDTF; without a year the page's. */
export function readDay(text: string, locale: string, year: string | undefined): string | undefined {
  if (text.length > 40 || !/\d/.test(text)) return undefined;
  const named = /(?:19|20)\d\d/.test(text);
  if (!named && !year) return undefined;
  const plain = text
    .replace(/^\s*(?:le|el|den|am)\s+/i, '')
    .replace(/\.\s*$/, '')
    .trim();
  const han = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日$/.exec(plain);
  if (han) return `${han[1] ?? year}-${pad(han[2] ?? '')}-${pad(han[3] ?? '')}`;
  const whole = named ? plain : withYear(plain, year ?? '');
  const found = dateReader(locale)(whole);
  return found && found.remainder.length === 0 ? found.day : undefined;
}

/** English puts a comma before the year when the day comes last; other orders take it as it is. */
const withYear = (text: string, year: string): string => (/\d$/.test(text) ? `${text}, ${year}` : `${text} ${year}`);
