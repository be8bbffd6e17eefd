import { knownAgency } from './agencies.js';
import { reportersIn } from './byline.js';
import { isOrganisation } from './names.js';
import type { PageCredit, PageSource } from './page.js';
import { weight } from './text.js';

export interface SourceNote {
  sources: PageSource[];
  credits: PageCredit[];
}

type Rule = readonly [role: PageSource['role'], pattern: RegExp];

/** Group 1 names the sources. The notes are matched without their brackets and final stop. */
const RULES: readonly Rule[] = [
  [
    'HANDOUT',
    /^(?:source\s*[:：]\s*)?(?:this is a )?(?:press|news|media) release (?:issued |provided |published |distributed )?(?:by|from|of)\s+(.+)$/iu,
  ],
  ['HANDOUT', /^source\s*[:：]\s*(.+?),?\s+(?:press|news|media) release$/iu],
  ['HANDOUT', /^(?:press|news) release\s*[:：]\s*(.+)$/iu],
  ['HANDOUT', /^(?:(?:dies ist )?eine )?(?:pressemitteilung|presseinformation) (?:von|vom|der|des|de[rs])?\s*(.+)$/iu],
  [
    'HANDOUT',
    /^(?:communiqué de presse|nota de prensa|comunicado de prensa) (?:de la|de l['’]|du|de|del|d['’])\s*(.+)$/iu,
  ],
  ['SYNDICATED', /^(?:data )?(?:source|sources|quelle|quellen|fuente|fuentes|fonte)\s*[:：]\s*(.+)$/iu],
  ['SYNDICATED', /^(?:来源|稿件来源|文章来源|信息来源|新闻来源)\s*[:：]\s*([^:：]{2,60})$/u],
  [
    'SYNDICATED',
    /^(?:this|the) (?:story|article|report|piece|text) (?:was |is )?(?:first|originally) (?:published|appeared|ran) (?:by|in|on|at|with)\s+(.+)$/iu,
  ],
  ['SYNDICATED', /^(?:first|originally) published (?:by|in|on|at)\s+(.+)$/iu],
  [
    'SYNDICATED',
    /^this (?:story|article) (?:was|is) (?:provided|produced|distributed|republished|syndicated) (?:by|from|with permission from)\s+(.+)$/iu,
  ],
  [
    'AGENCY_INPUT',
    /^with (?:additional )?(?:inputs?|material|reporting|reports?|files|information|contributions?) (?:by|from)\s+(.+)$/iu,
  ],
  ['AGENCY_INPUT', /^(?:additional )?(?:inputs?|material) (?:by|from)\s+(.+)$/iu],
  [
    'AGENCY_INPUT',
    /^(?:mit material|mit informationen|unter verwendung von material|mit agenturmaterial)(?: von| der| des|:)?\s+(.+)$/iu,
  ],
  ['AGENCY_INPUT', /^avec (?:des|les) informations de (?:l['’])?(.+)$/iu],
  ['AGENCY_INPUT', /^con (?:información|informaciones|material|datos|reportes) de(?: la agencia)?\s+(.+)$/iu],
  ['AGENCY_INPUT', /^com informações d[aeo]s?\s+(.+)$/iu],
  ['AGENCY_INPUT', /^(?:综合|据)\s*(.+?)(?:报道|消息|电)$/u],
];
const CONTRIBUTED =
  /^(.+?)\s+(?:also |have |has )?(?:contributed(?: reporting)?|contributed additional reporting) to (?:this|the) (?:report|story|article|dispatch)$/iu;
/** `Avec AFP`: so short that what is named must be known. */
const BARE = /^(?:with|avec|com|mit)\s+(.+)$/iu;
const UNNAMED = /^with (?:agency|agencies|wire) (?:inputs?|reports?)$/iu;
const MAX_NOTE = 260;

/** A whole paragraph that says where the text comes from, or undefined. */
export function readSourceNote(text: string): SourceNote | undefined {
  if (text.length > MAX_NOTE) return undefined;
  const bracketed = /^[([（【]\s*(.*?)\.?\s*[)\]）】]\.?$/u.exec(text)?.[1];
  const plain = (bracketed ?? text).replace(/\.$/, '');
  const contributed = CONTRIBUTED.exec(plain)?.[1];
  if (contributed && weight(contributed) <= 180) return contribution(contributed, text);
  for (const [role, pattern] of RULES) {
    const named = pattern.exec(plain)?.[1];
    const names = named === undefined ? undefined : agenciesIn(named, role);
    if (names) return { sources: names.map((name) => ({ name, role, note: text })), credits: [] };
  }
  if (UNNAMED.test(plain)) return { sources: [], credits: [] };
  const bare = BARE.exec(plain)?.[1] ?? bracketed;
  return bare ? agencyList(bare, text) : undefined;
}

/** `(AFP/Reuters)`: nothing but agencies that are known. */
function agencyList(list: string, note: string): SourceNote | undefined {
  const names = list.split(/\s*[/,、]\s*|\s+(?:and|und|et|y)\s+/u);
  if (!names.every((name) => knownAgency(name)?.category === 'NEWS_AGENCY')) return undefined;
  return { sources: names.map((name) => ({ name, role: 'AGENCY_INPUT', note })), credits: [] };
}

const GENERIC =
  /^(?:the |other |news |wire |international |local |den |der |les |las |los )*(?:agencies|agency reports|wires|wire services|agenturen|nachrichtenagenturen|agences|agencias|media|sources|综合)$/iu;
const JOINT = /\s*[,/;、，]\s*|\s+(?:and|und|et|y|e|&|sowie)\s+/u;

/** Names of the sources; undefined if this is a sentence about something else. `With input from agencies` names none. */
function agenciesIn(named: string, role: PageSource['role']): string[] | undefined {
  if (named.length > 120) return undefined;
  const whole = withoutArticle(named);
  const isOneName = role === 'HANDOUT' || knownAgency(whole) !== undefined;
  const names = isOneName ? [whole] : named.split(JOINT).map(withoutArticle);
  const told = names.filter((name) => name && !GENERIC.test(name));
  return told.every((name) => isSourceName(name) && (role !== 'AGENCY_INPUT' || isSet(name))) ? told : undefined;
}

/** `With input from Xinhua`, not `With reports from the front came hope`. */
const isSet = (name: string): boolean =>
  isOrganisation(name) ||
  (name.split(' ').length <= 4 && name.split(' ').every((word) => /^[\p{Lu}\p{Script=Han}]/u.test(word)));

/** The article is part of a paper's name, but not of an agency's: `The Carthage Post`, but `Associated Press`. */
function withoutArticle(name: string): string {
  const plain = name
    .trim()
    .replace(/^(?:the news agency|news agency|the|der|die|das|den|dem|la agencia|l['’]agence|agencia|l['’])\s+/u, '')
    .replace(/\s+(?:news agency|agency reports|reports)$/u, '');
  const bare = plain.replace(/^The\s+/, '');
  return knownAgency(bare) ? bare : plain;
}

const isSourceName = (name: string): boolean =>
  knownAgency(name) !== undefined ||
  (!/\b(?:19|20)\d\d\b/.test(name) &&
    name.length <= 80 &&
    name.split(' ').length <= 8 &&
    /^[\p{Lu}\p{N}\p{Script=Han}]/u.test(name));

/** `Associated Press writers A and B`, `CNN's A B`. */
const EMPLOYED =
  /^((?:\p{Lu}[\p{L}.]*\s?){1,4})(?:['’]s\s+|\s*\b(?:writers?|reporters?|journalists?|correspondents?)\s+)/u;

/** `Reuters contributed to this report.` names a source; persons are reporters. */
function contribution(names: string, note: string): SourceNote | undefined {
  const employed = EMPLOYED.exec(names);
  const house = employed?.[1] ?? '';
  const list = names.slice(employed?.[0].length ?? 0);
  const parts = list.split(/\s*,\s*(?:and\s+)?|\s+and\s+/u).map(withoutArticle);
  if (parts.every((part) => GENERIC.test(part))) return { sources: [], credits: [] };
  const credits = reportersIn(list.replace(/^The\s/, '')) ?? [];
  const persons = credits.filter(({ kind }) => kind === 'person');
  const houses = [withoutArticle(house), ...parts].filter((part) => isOrganisation(part) && isSourceName(part));
  if (persons.length + houses.length === 0) return undefined;
  return { sources: houses.map((name) => ({ name, role: 'AGENCY_INPUT', note })), credits: persons };
}

const TRAILING = /(?<=[.!?。！？"”’»])\s*([([（][^()[\]（）]{2,160}[)\]）])\.?$/u;

/** A note at the end of a paragraph. A bare agency in brackets signs off the text, so it counts in the last one alone. */
export function splitSourceNote(
  text: string,
  isLast: boolean,
): { rest: string; text: string; note: SourceNote } | undefined {
  const from = Math.max(0, text.length - 200);
  const found = TRAILING.exec(text.slice(from));
  const note = found?.[1] && readSourceNote(found[1]);
  if (!found?.[1] || !note) return undefined;
  const isBare = agencyList(found[1].slice(1, -1), '') !== undefined;
  if (isBare && !isLast) return undefined;
  return { rest: text.slice(0, from + found.index).trim(), text: found[1], note };
}
