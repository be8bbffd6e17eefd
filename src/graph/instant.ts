/** The first and last instant whose year RFC 3339 can write in UTC: no others are taken, stored or answered. */
const first = Date.parse('0000-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** The same for the texts of errors. */
export const instantRange = 'from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z';

/** False for what is no time at all, too. */
export const isInstant = (time: number): boolean => time >= first && time <= last;

const pattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The instant that a text in ISO 8601 with a zone names; undefined where it names none that there can be. */
export function parseInstant(text: string): Date | undefined {
  const [, day] = pattern.exec(text) ?? [];
  const instant = new Date(text);
  return day && isDay(day) && isInstant(instant.getTime()) ? instant : undefined;
}

/** `Date` takes the 30th of February for the 1st of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return isInstant(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
