import { IANAZone, DateTime as Luxon } from 'luxon';
import { badInput } from './errors.js';

/** The instant in ISO 8601 with the zone's offset on that day. BAD_USER_INPUT for a zone that IANA does not have. */
export function inTimeZone(instant: Date, timeZone: string): string {
  if (!IANAZone.isValidZone(timeZone)) {
    throw badInput(
      `timeZone must be an IANA time zone such as Asia/Seoul; found ${JSON.stringify(timeZone)}.`,
      'timeZone',
    );
  }
  return Luxon.fromJSDate(instant, { zone: timeZone }).toISO() as string;
}
