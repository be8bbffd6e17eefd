import { wordSet, words } from './words.js';

/** Monday first, as ISO 8601 counts. */
export const weekdays = words('monday tuesday wednesday thursday friday saturday sunday');
export const months = words('january february march april may june july august september october november december');

export const calendarWords: ReadonlySet<string> = new Set([
  ...weekdays,
  ...months,
  ...wordSet(`jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember`),
]);
