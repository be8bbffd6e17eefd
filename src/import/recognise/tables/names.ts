import { wordSet } from './words.js';

/** Small words inside a person's name. */
export const nameParticles = wordSet(
  'van von der den de la le di da do dos del della du al el bin ibn bint ben abu ter ten zu zur y e af av ul ur',
);

/** Countries whose news names put the family name first. */
export const familyNameFirst = wordSet('CN KR KP TW VN');
/** Countries where a name of two words is surely a given name and a family name. */
export const familyNameLast = wordSet(
  'DE AT CH FR BE NL LU GB IE US CA AU NZ IT PL CZ SK SI HR RS BA ME MK BG UA BY RU SE NO DK FI EE LV LT GR',
);

/** Words elsewhere, but a name can begin with them. */
export const firstNameWords = wordSet('park bill jan may june april august jun rose gray');

/** Given names that are countries' names, too: a person's name may begin with them. */
export const givenNamesLikeCountries = wordSet('Israel Jordan Chad Georgia Kenya India Malta Cuba Ireland');
