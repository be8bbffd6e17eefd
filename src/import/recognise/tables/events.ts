import { wordSet } from './words.js';

/** The nouns that events are named by. */
export const eventNouns = wordSet(`
  talks summit conference forum dialogue meeting election elections exhibition expo fair festival championship
  championships consultations consultation negotiations referendum symposium congress games olympics biennale session`);

export const ordinals = wordSet(`
  first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
  sixteenth seventeenth eighteenth nineteenth twentieth inaugural`);

/** What people do for an event: the participle before `by`, and the part that it is. */
export const eventParts: Readonly<Record<string, string>> = {
  'co-chaired': 'co-chair',
  cochaired: 'co-chair',
  chaired: 'chair',
  'co-hosted': 'co-host',
  hosted: 'host',
  attended: 'attendee',
  led: 'head of delegation',
  moderated: 'moderator',
  opened: 'opening speaker',
};

/** A modifier of an event may be of many words, but not of these. */
export const notInEventNames = wordSet(`
  a an the of this that these those is are was were be been has have had will would said says held hold holds holding in
  on at to from by with for as but or who which when after before during until since if it its their his her`);
