import { FixedOffsetZone, IANAZone, DateTime as Luxon } from 'luxon';
import { badInput } from './errors.js';
import { parseInstant } from './instant.js';

/**
 * The instant in ISO 8601 with the zone's offset on that day, in UTC where the zone's year has not four digits. BAD_USER_INPUT for a
 * zone that IANA does not have.
 */
export function inTimeZone(instant: Date, timeZone: string): string {
  if (!IANAZone.isValidZone(timeZone)) {
    throw badInput(
      `timeZone must be an IANA time zone such as Asia/Seoul; found ${JSON.stringify(timeZone)}.`,
      'timeZone',
    );
  }
  const text = withWholeMinutes(Luxon.fromJSDate(instant, { zone: timeZone })).toISO() as string;
  return parseInstant(text) ? text : instant.toISOString();
}

/**
 * Before standard time offsets had seconds (New York: -04:56:02), which RFC 3339 cannot write. The offset is rounded to minutes and the
 * local time goes with it, off by half a minute at most from what clocks showed, so that the instant stays what it is.
 */
const withWholeMinutes = (local: Luxon): Luxon =>
  Number.isInteger(local.offset) ? local : local.setZone(FixedOffsetZone.instance(Math.round(local.offset)));
