import { knownAgency } from './agencies.js';
import { creditsOf } from './byline.js';
import { readDay } from './dates.js';
import { isOrganisation } from './names.js';
import type { Page, PageCredit } from './page.js';

export interface SplitDateline {
  dateline: NonNullable<Page['dateline']>;
  agency?: string;
  /** Han datelines name the reporters too. */
  credits: PageCredit[];
  rest: string;
}

export interface DatelineContext {
  locale: string;
  /** The page's, for a date that has none. */
  year?: string | undefined;
}

/** A place, then perhaps a country, a date and an agency, up to a dash: longer openings are sentences. */
const MAX_HEAD = 90;
const SEPARATOR = /\s*(?:--|—|–|\.-|\.–|\.—)\s*|\s+-\s+|(?<=\))\s*[-:]\s+|:\s+|(?<=\))\s+/g;

export function splitDateline(text: string, context: DatelineContext): SplitDateline | undefined {
  const han = splitHan(text, context);
  if (han) return han;
  const start = text.slice(0, MAX_HEAD + 6);
  for (const found of start.matchAll(SEPARATOR)) {
    const rest = text.slice(found.index + found[0].length);
    const head = readHead(start.slice(0, found.index).trim(), found[0].trim(), rest, context);
    if (head) return { ...head, credits: [], rest };
  }
  return undefined;
}

type Head = Pick<SplitDateline, 'dateline' | 'agency'>;

function readHead(head: string, separator: string, rest: string, context: DatelineContext): Head | undefined {
  if (head.length < 2 || !/^["“„«'‘¿¡(]?[\p{Lu}\p{N}]/u.test(rest)) return undefined;
  const bracketed = /^\((.*)\)$/u.exec(head)?.[1];
  const open = bracketed ?? head;
  const agency = /\(([^()]{2,40})\)|\/([A-Z][\w ]{1,20})\/?$/u.exec(open);
  const named = agency?.[1] ?? agency?.[2];
  const parts = (agency ? open.slice(0, agency.index) + open.slice(agency.index + agency[0].length) : open).split(',');
  const fields = parts.map((part) => part.trim()).filter(Boolean);
  const place = placeIn(fields.shift() ?? '', context);
  if (!place || (named && !isAgencyName(named))) return undefined;
  const dated = readFields(place.left ? [place.left, ...fields] : fields, context);
  if (!dated) return undefined;
  if (!named && !dated.date && !dated.hasDate && !bracketed && !standsAlone(place.name, separator)) return undefined;
  if (!separator && !(named && dated.hasDate)) return undefined;
  const dateline: Head['dateline'] = {
    text: `${head} ${separator}`.trim(),
    place: dated.region ? `${place.name}, ${dated.region}` : place.name,
  };
  if (/^[.:]/.test(separator)) dateline.text = head + separator;
  if (dated.date) dateline.date = dated.date;
  return named ? { dateline, agency: named } : { dateline };
}

const isAgencyName = (name: string): boolean => knownAgency(name) !== undefined || isOrganisation(name);

/** In front of a dash alone, with no date and no agency, a place must be in capitals or a short name before a long dash. */
const standsAlone = (place: string, separator: string): boolean =>
  separator !== '' &&
  !(separator === ':' && (place.length < 4 || LABEL.test(place))) &&
  (place === place.toUpperCase() || (/[—–]|--/.test(separator) && place.split(' ').length <= 3));

/** `LONDON: …` is a dateline, `UPDATE: …` is none. */
const LABEL =
  /^(?:UPDATE|WATCH|NOTE|BREAKING|LIVE|EXCLUSIVE|OPINION|ANALYSIS|READ|LISTEN|QUESTION|ANSWER|CORRECTION|EXPLAINER|PHOTOS?|VIDEO|WARNING|SOURCE|TOPIC)/;

const PLACE_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|da|do|del|la|le|el|los|las|of|the|am|an|der|den|im|upon|sur|en|les|al-\p{L}+)$/u;

/** The place's name; a date may follow it with no comma: `Nairobi 3 March`. */
function placeIn(field: string, { locale }: DatelineContext): { name: string; left?: string } | undefined {
  const words = field.split(' ');
  const upTo = words.findIndex((word) => !PLACE_WORD.test(word));
  const name = (upTo < 0 ? words : words.slice(0, upTo)).join(' ');
  const left = upTo < 0 ? '' : words.slice(upTo).join(' ');
  if (!/^\p{Lu}/u.test(name) || name.length > 50 || name.split(' ').length > 5) return undefined;
  if (!left) return { name };
  return readDay(left, locale, '2000') ? { name, left } : undefined;
}

function readFields(fields: readonly string[], context: DatelineContext) {
  const found: { date?: string; region?: string; hasDate?: boolean } = {};
  const regions: string[] = [];
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] ?? '';
    const joined = [`${field}, ${fields[at + 1] ?? ''}`, field];
    const text = joined.find((one) => readDay(one, context.locale, '2000'));
    if (text) {
      found.hasDate = true;
      const day = readDay(text, context.locale, context.year);
      if (day) found.date = day;
      if (text !== field) at++;
    } else if (placeIn(field, context)?.name === field) regions.push(field);
    else return undefined;
  }
  if (regions.length > 0) found.region = regions.join(', ');
  return regions.length > 2 ? undefined : found;
}

/** 新华社北京6月18日电（记者 …） and its like. */
const HAN =
  /^[（(【]?\s*(新华社|中新社|中新网|新华网|人民网|央视网|本报|本社|[\p{Script=Han}]{2,6}[社网])?\s*(\p{Script=Han}{2,8}?)\s*((?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:电|讯|消息)\s*(?:[（(]\s*(?:[\p{Script=Han}]{0,4}记者)\s*([^（）()]{2,40})[）)])?\s*[)）】]?\s*[，：:—-]*\s*/u;

function splitHan(text: string, { locale, year }: DatelineContext): SplitDateline | undefined {
  const found = HAN.exec(text.slice(0, 120));
  if (!found) return undefined;
  const [whole, house, place, day, reporters] = found;
  const dateline: SplitDateline['dateline'] = { text: whole.trim(), place: place ?? '' };
  const date = readDay(day ?? '', locale, year);
  if (date) dateline.date = date;
  const credits = (reporters && creditsOf(reporters.trim(), 'REPORTER', true)) || [];
  const split = { dateline, credits, rest: text.slice(whole.length) };
  return house && !/^本/.test(house) ? { ...split, agency: house } : split;
}
