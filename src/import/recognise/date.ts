import { DateTime } from 'luxon';
import { months, weekdays } from './tables/calendar.js';

const monthNames = months.map((month) => month.charAt(0).toUpperCase() + month.slice(1)).join('|');
const monthFirst = new RegExp(`\\b(${monthNames}) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'u');
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (${monthNames}),? (\\d{4})\\b`, 'u');
const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/;

/** The first full date in the words, as EDTF. */
export function fullDate(words: string): string | undefined {
  const month = monthFirst.exec(words);
  if (month) return dayOf(month[3], monthNumber(month[1]), month[2]);
  const day = dayFirst.exec(words);
  if (day) return dayOf(day[3], monthNumber(day[2]), day[1]);
  const plain = iso.exec(words);
  return plain ? dayOf(plain[1], Number(plain[2]), plain[3]) : undefined;
}

const monthNumber = (name: string | undefined) => months.indexOf(name?.toLowerCase() ?? '') + 1;

function dayOf(year: string | undefined, month: number, day: string | undefined): string | undefined {
  return DateTime.fromObject({ year: Number(year), month, day: Number(day) }, { zone: 'utc' }).toISODate() ?? undefined;
}

const onWeekday = new RegExp(`\\b(?:on|this|late|early) (${weekdays.join('|')})\\b`, 'i');

/** 1 is Monday. */
export function weekdayIn(words: string): number | undefined {
  const name = onWeekday.exec(words)?.[1]?.toLowerCase();
  return name === undefined ? undefined : weekdays.indexOf(name) + 1;
}

export const isWeekday = (day: string, weekday: number): boolean =>
  DateTime.fromISO(day, { zone: 'utc' }).weekday === weekday;

/** The last such day up to the day of publication. */
export function lastWeekday(weekday: number, publishedAt: string): string | undefined {
  const published = DateTime.fromISO(publishedAt, { setZone: true });
  if (!published.isValid) return undefined;
  return published.minus({ days: (published.weekday - weekday + 7) % 7 }).toISODate() ?? undefined;
}

export function daysBetween(first: string, second: string): number {
  const [from, to] = [first, second].map((day) => DateTime.fromISO(day, { zone: 'utc' }));
  return from?.isValid && to?.isValid ? Math.abs(from.diff(to, 'days').days) : Number.POSITIVE_INFINITY;
}
