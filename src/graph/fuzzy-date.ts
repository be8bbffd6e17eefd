import edtf, { type EdtfValue } from 'edtf';
import { LRUCache } from 'lru-cache';

/** First and last millisecond (UTC) that a date can mean; infinite where it is open or not known. */
export interface FuzzyRange {
  min: number;
  max: number;
}

/** To read a date takes a quarter of a millisecond, and the same ones come again and again. */
const known = new LRUCache<string, { range: FuzzyRange | undefined }>({ max: 10_000 });
/** Longer texts are read each time: nobody is to fill the memory with them. */
const maxRemembered = 50;

/**
 * What an EDTF level 0 or 1 date can mean; undefined where it is none. A date that is uncertain or approximate (2024?) counts as it
 * stands; a season counts as its whole year, for it is another one in the other half of the world; an interval is any time in it.
 */
export function fuzzyRange(value: string): FuzzyRange | undefined {
  if (value.length > maxRemembered) return read(value);
  const before = known.get(value);
  if (before) return before.range;
  const range = read(value);
  known.set(value, { range });
  return range;
}

function read(value: string): FuzzyRange | undefined {
  try {
    const { min, max } = ends(edtf(value, { level: 1 }));
    return isNear(min) && isNear(max) ? { min, max } : undefined;
  } catch {
    return undefined; // edtf has no other way to say that a text is no date
  }
}

/** Years have four digits, before Christ too, so that every date can be compared, and moved by its own length, as a Date. */
const isNear = (time: number): boolean => Math.abs(time) === Infinity || (time >= earliest && time <= latest);
const earliest = Date.parse('-009999-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

function ends(date: EdtfValue): FuzzyRange {
  const { type, lower, upper, min, max } = date;
  if (type === 'Interval') {
    // null is an end that is not known, Infinity one that is open.
    return {
      min: typeof lower === 'object' && lower ? ends(lower).min : -Infinity,
      max: typeof upper === 'object' && upper ? ends(upper).max : Infinity,
    };
  }
  return type === 'Season'
    ? { min: new Date(min).setUTCMonth(0, 1), max: new Date(max).setUTCMonth(11, 31) }
    : { min, max };
}

/** Within what a date surely lies: one that is uncertain or approximate may be off by its own length. */
export function surely(value: string): FuzzyRange | undefined {
  const range = fuzzyRange(value);
  const off = range && /[?~%]/.test(value) ? range.max - range.min + 1 : 0;
  return range && { min: range.min - off, max: range.max + off };
}

/** Whether a span of time with fuzzy, or unknown, ends can have been going on at an instant, or in a part of a day. Days are those of UTC. */
export function spans(startedAt: string | null, endedAt: string | null, { min, max }: FuzzyRange): boolean {
  const start = startedAt === null ? -Infinity : (fuzzyRange(startedAt)?.min ?? -Infinity);
  const end = endedAt === null ? Infinity : (fuzzyRange(endedAt)?.max ?? Infinity);
  return start <= max && min <= end;
}

/** An instant, for `spans`. */
export const momentOf = (at: Date): FuzzyRange => ({ min: at.getTime(), max: at.getTime() });

const hour = 3_600_000;
const day = 24 * hour;
/** How far the calendars of the world are ahead of UTC and behind it. */
const zones = { ahead: 14 * hour, behind: 12 * hour };

/** The day of an instant: the one that is stated, if it is that day anywhere in the world then, else that of UTC. */
export function dayOf(instant: Date, stated: string | null): FuzzyRange {
  const at = instant.getTime();
  const range = stated === null ? undefined : fuzzyRange(stated);
  const isDay = range && range.max - range.min === day - 1;
  if (isDay && range.min - zones.ahead <= at && at <= range.max + zones.behind) return range;
  const min = Math.floor(at / day) * day;
  return { min, max: min + day - 1 };
}
