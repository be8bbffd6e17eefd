import { wordSet } from './words.js';

/** The nouns that organisations' names end with (… Commission) or begin with (Ministry of …). */
export const organisationNouns = wordSet(`
  ministry department commission institute institution university college academy agency bureau office party union
  council committee bank association federation foundation organization organisation authority court fund company
  corporation society alliance league service administration secretariat directorate board chamber
  parliament assembly congress senate laboratory observatory hospital museum airlines airways`);

/** Of these also `noun of|for|on …` is a name. */
export const leadingNouns = wordSet(`
  ministry department university institute bank office bureau council commission committee organization organisation
  association federation agency academy college court school museum chamber board league union authority
  directorate administration society foundation congress`);

/** What states are run by: their names are not theirs alone. */
export const stateOrgans = wordSet(
  'ministry parliament senate assembly congress council commission committee court office bureau department directorate',
);

/** Of these the short name in front of a country is not one body: there is more than one in most countries. */
export const genericModifiers = wordSet(`
  national supreme central state federal high constitutional military royal general people's people foreign defence
  defense finance interior justice health education trade environment energy agriculture public local regional
  international joint special democratic labour labor liberal conservative socialist communist green republican
  social workers' election electoral appeals human rights commerce transport planning development security
  intelligence police army navy air force economic monetary civil criminal district county city municipal the
  first second private independent new old opposition ruling political policy reform investment cooperation
  affairs tax customs immigration statistics science research space nuclear standards reserve news press information
  european_parliament executive standing presidential prime and of for on`);

/** Bodies that every newsroom writes by these names and letters. */
export const internationalBodies: readonly { name: string; acronym?: string; kind: string; also?: string[] }[] = [
  { name: 'United Nations', acronym: 'UN', kind: 'international organisation', also: ['U.N.'] },
  { name: 'European Union', acronym: 'EU', kind: 'international organisation', also: ['E.U.'] },
  { name: 'NATO', kind: 'international organisation', also: ['North Atlantic Treaty Organization'] },
  { name: 'World Health Organization', acronym: 'WHO', kind: 'international organisation' },
  { name: 'International Monetary Fund', acronym: 'IMF', kind: 'international organisation' },
  { name: 'World Trade Organization', acronym: 'WTO', kind: 'international organisation' },
  { name: 'World Bank', kind: 'international organisation' },
  { name: 'African Union', kind: 'international organisation' },
  { name: 'Association of Southeast Asian Nations', acronym: 'ASEAN', kind: 'international organisation' },
  { name: 'International Atomic Energy Agency', acronym: 'IAEA', kind: 'international organisation' },
  { name: 'UNESCO', kind: 'international organisation' },
  { name: 'UNICEF', kind: 'international organisation' },
  { name: 'OPEC', kind: 'international organisation' },
  { name: 'OECD', kind: 'international organisation' },
  { name: 'European Commission', kind: 'commission' },
  { name: 'European Parliament', kind: 'parliament' },
  { name: 'European Central Bank', acronym: 'ECB', kind: 'bank' },
  { name: 'European Council', kind: 'council' },
  { name: 'Council of Europe', kind: 'international organisation' },
  { name: 'UN Security Council', kind: 'council', also: ['United Nations Security Council'] },
  { name: 'UN General Assembly', kind: 'assembly', also: ['United Nations General Assembly'] },
  { name: 'Arab League', kind: 'international organisation' },
  { name: 'Bank of England', kind: 'bank' },
  { name: 'International Criminal Court', acronym: 'ICC', kind: 'court' },
  { name: 'International Court of Justice', acronym: 'ICJ', kind: 'court' },
  { name: 'International Olympic Committee', acronym: 'IOC', kind: 'committee' },
  { name: 'International Committee of the Red Cross', acronym: 'ICRC', kind: 'committee' },
];
