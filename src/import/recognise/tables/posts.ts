import { wordSet, words } from './words.js';

/** What can stand before the head of a post's title. */
export const postModifiers = wordSet(`
  vice deputy assistant acting first second third senior executive interim associate permanent special honorary
  managing chief under principal federal lead chairing`);

/** The post is not held (any more, yet): the person is introduced by it, but no role follows. */
export const pastModifiers = wordSet('former ex late then outgoing incoming onetime ousted retired designate');

/** The nouns that posts are named by. */
export const postHeads = words(`
  prime_minister minister president prime_ministers chancellor premier governor governor_general lieutenant_governor mayor
  director director_general general_director director-general secretary secretary_general general_secretary
  secretary-general secretary_of_state state_secretary under-secretary undersecretary under-secretary-general undersecretary-general
  spokesperson spokesman spokeswoman chief_executive chief_executive_officer chief_financial_officer
  chief_operating_officer chief_technology_officer chief_economist chief_scientist ceo cfo cto coo
  ambassador high_representative representative commissioner high_commissioner commissioner-general
  chairman chairwoman chairperson chair chief_justice attorney_general solicitor_general prosecutor prosecutor_general
  chief_prosecutor general major_general lieutenant_general brigadier_general brigadier colonel lieutenant_colonel
  admiral vice-admiral commander commander-in-chief chief_of_staff professor rector envoy rapporteur special_rapporteur
  head chief leader founder co-founder cofounder editor editor-in-chief coordinator inspector
  minister_of_state minister-president vice-president vice-chancellor vice-chairman vice-minister president-elect
  senator congressman congresswoman lawmaker analyst economist researcher historian lecturer
  speaker treasurer comptroller superintendent archbishop counterpart councillor counsellor lawyer
  dr Dr. prof Prof. Gen. Sen. Gov. Rep. Lt. Col. Adm. Capt. Maj. gov`);

/** These stand before the name as part of it: no post that a role could be made of. */
export const honorifics = wordSet('dr dr. prof prof. professor mr mr. mrs mrs. ms ms. rev. sir dame');

/** Before a name they are posts only with a small letter; with a capital they are as likely a part of another name. */
export const smallLetterOnly = wordSet(
  'head chief leader founder chair editor analyst economist researcher historian lecturer lawyer inspector speaker counterpart',
);

/** The state itself is where these posts are. */
export const stateHeads = wordSet(
  'president prime_minister chancellor premier vice-president vice-chancellor president-elect governor_general chief_executive',
);

/** Posts that are held for a place: mayor of …, governor of …. */
export const placeHeads = wordSet('mayor governor lieutenant_governor gov. gov');

/** Posts that companies have: what they are of may be a name without any word for an organisation in it. */
export const businessHeads = wordSet(`
  chief_executive chief_executive_officer ceo cfo cto coo chief_financial_officer chief_operating_officer
  chief_technology_officer chairman chairwoman chairperson founder co-founder cofounder`);

/** Titles of which the portfolio names a ministry. */
export const ministerHeads = wordSet('minister vice-minister');
/** Titles that can carry a portfolio. */
export const portfolioHeads = wordSet(
  'minister vice-minister secretary undersecretary under-secretary commissioner state_secretary minister_of_state',
);
