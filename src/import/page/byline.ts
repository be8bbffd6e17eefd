import { knownAgency } from './agencies.js';
import { hasArticle, isOrganisation, isPersonName, uncapitalised } from './names.js';
import type { PageCredit } from './page.js';
import { endsSentence, isCjk, wordCount } from './text.js';

const OPENING =
  /^(?:(?:written|reported|story|words|text|report|compiled|posted|article)\s+)?by\s*:?\s+|^(?:von|par|por|di|door|av|af|text|texte|texto|author|authors|autor|autorin|auteur|autora|reporter)\s*[:：]\s*|^(?:von|par|por|di|door)\s+|^(?:(?:本报|本社|新华社|中新社)?记者|作者|撰文|文|通讯员)\s*[:：/／]?\s*/iu;
const POST =
  /\b(?:correspondents?|reporters?|writers?|editor|editors|columnist|contributor|producer|journalist|chief|fellow|analyst|korrespondent(?:in)?|redakteur(?:in)?|reporterin|journaliste|correspondante?|envoyée? spéciale?|rédacteur|rédactrice|corresponsal|enviad[oa] especial|redactora?|periodista)\b/iu;
const JOINT = /\s*[,;、，|]\s*|\s+(?:and|AND|UND|ET|with|und|et|y|e|&|en|mit|avec|con)\s+|\s+[-–—]\s+/u;
const HAN_JOINT = /[\s、，,;]+/u;

/** Credits of a byline, or undefined if the line is none. `loose`: a bare name will do, as it stands where bylines do. */
export function readByline(text: string, loose: boolean): PageCredit[] | undefined {
  if (text.length > 180 || /[!?。！？:：]$/.test(text)) return undefined;
  const opening = OPENING.exec(text)?.[0] ?? '';
  if (!opening && (!loose || endsSentence(text) || wordCount(text) > 12 || /[—–]|--/.test(text))) return undefined;
  const names = text.slice(opening.length).replace(/\.$/, '').trim();
  if (!names || /[.!?]\s+\p{L}{4,}.*\s\p{Ll}+\s\p{Ll}+/u.test(names)) return undefined;
  const credits = creditsOf(names, 'AUTHOR', opening !== '');
  if (!credits || credits.length === 0) return undefined;
  return opening || isBareByline(names, credits) ? credits : undefined;
}

/** Without `By`, a line is a byline if it is one organisation's name, or persons with what they do. */
function isBareByline(names: string, credits: readonly PageCredit[]): boolean {
  if (credits.length === 1 && credits[0]?.name === names) return true;
  return (
    credits.some(({ kind }) => kind === 'person') &&
    (POST.test(names) || credits.every(({ kind }) => kind === 'person'))
  );
}

/** Every part must be a name, a post or a place after a name; one that is none makes the whole no list of names. */
export function creditsOf(names: string, role: PageCredit['role'], marked: boolean): PageCredit[] | undefined {
  const whole = creditOf(names, role);
  if (whole?.kind === 'organisation' && !JOINT.test(names)) return [whole];
  if (knownAgency(names)) return [whole as PageCredit];
  const credits: PageCredit[] = [];
  for (const part of names.split(isCjk(names) ? HAN_JOINT : JOINT).map((one) => one.trim())) {
    if (!part || /^(?:报道|摄影报道|综合报道|文\/图)$/u.test(part)) continue;
    const found = readPart(part, role, marked && credits.length === 0);
    if (!found && credits.length === 0) return undefined;
    if (!found && !/^\p{Lu}/u.test(part) && !POST.test(part)) return undefined;
    if (found) credits.push(...found);
  }
  return credits;
}

const IN_PLACE = /\s+(?:in|at|aus|à|en|desde|reporting from|from)\s+\p{Lu}[\p{L}\p{M}'’., -]*$/u;
const OF_HOUSE = /\s+(?:for|of|from|für|pour|para|de)\s+((?:the |The )?\p{Lu}.*)$|\s*[(（]([^()（）]{2,40})[)）]$/u;

function readPart(part: string, role: PageCredit['role'], lone: boolean): PageCredit[] | undefined {
  const house = OF_HOUSE.exec(part);
  const employer = house?.[1] ?? house?.[2];
  if (house && employer && isOrganisation(employer) && isPersonName(part.slice(0, house.index)))
    return [person(part.slice(0, house.index), role), organisation(employer, role)];
  const name = part.replace(IN_PLACE, '').trim();
  if (POST.test(name) && !/\bdesk\b/iu.test(name)) return afterPost(name, role, lone);
  const credit = creditOf(name, role);
  if (credit) return [credit];
  return lone && /^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(name) ? [person(name, role)] : undefined;
}

/** `Staff Reporter`, `Health Correspondent Jane Doe`: a name may follow a post, or none at all. */
function afterPost(text: string, role: PageCredit['role'], lone: boolean): PageCredit[] | undefined {
  const found = POST.exec(text);
  const name = text.slice((found?.index ?? 0) + (found?.[0].length ?? 0)).trim();
  if (isPersonName(name)) return [person(name, role)];
  return lone && /^(?:staff|our|agency|special)\b/iu.test(text) ? [organisation(text, role)] : undefined;
}

function creditOf(name: string, role: PageCredit['role']): PageCredit | undefined {
  const titled = hasArticle(name);
  if (!titled && isPersonName(uncapitalised(name))) return person(name, role);
  const short = name.length <= 60 && name.split(' ').length <= 6;
  return short &&
    (titled || isOrganisation(name)) &&
    /^(?:the\s)?[\p{Lu}\p{N}\p{Script=Han}]/u.test(name) &&
    isName(name)
    ? organisation(name, role)
    : undefined;
}

/** Names are capitalised throughout, but for small words; agencies may be written small. */
const isName = (name: string): boolean =>
  knownAgency(name) !== undefined ||
  name
    .split(' ')
    .every(
      (word) =>
        /^[\p{Lu}\p{N}\p{Script=Han}&]/u.test(word) ||
        /^(?:the|of|and|de|la|le|du|des|der|die|für|und|del|y|et)$/u.test(word),
    );

const person = (name: string, role: PageCredit['role']): PageCredit => ({
  name: uncapitalised(name.trim()),
  kind: 'person',
  role,
  creditedAs: name.trim(),
});
const organisation = (name: string, role: PageCredit['role']): PageCredit => ({
  name: name.trim(),
  kind: 'organisation',
  role,
  creditedAs: name.trim(),
});

const ROLES: readonly (readonly [PageCredit['role'], RegExp])[] = [
  [
    'REPORTER',
    /^(?:additional |further )?reporting by\s+|^with (?:additional )?reporting by\s+|^reportage (?:de|par)\s+|^reporte de\s+|^mitarbeit\s*[:：]\s*/iu,
  ],
  ['AUTHOR', /^(?:writing|compiled) by\s+|^rédigé par\s+|^escrito por\s+/iu],
  [
    'EDITOR',
    /^(?:editing|edited) by\s+|^édité par\s+|^edición de\s+|^editado por\s+|^editors?\s*[:：]\s*|^redaktion\s*[:：]\s*|^(?:责任编辑|责编|编辑)\s*[:：]\s*/iu,
  ],
  [
    'PHOTOGRAPHER',
    /^(?:photographs?|photography|photos) by\s+|^fotos\s*[:：]\s*|^fotografías? de\s+|^photos de\s+|^摄影\s*[:：]\s*/iu,
  ],
  [
    'TRANSLATOR',
    /^translated (?:from [\p{L} ]{3,30} )?by\s+|^translation by\s+|^übersetzt von\s+|^(?:aus dem [\p{L}]+ )?übersetzt von\s+|^traduit (?:de [\p{L}' ]{3,20} )?par\s+|^traducid[oa] por\s+|^traducción de\s+|^(?:翻译|译者)\s*[:：]\s*/iu,
  ],
];

/** `(Reporting by A in X and B; Editing by C)`: credits with their roles, or undefined. */
export function readCreditNote(text: string): PageCredit[] | undefined {
  if (text.length > 400) return undefined;
  const plain = text.replace(/^[([（【]\s*|\s*[)\]）】]$/gu, '').replace(/\.$/, '');
  const credits: PageCredit[] = [];
  for (const clause of plain.split(/\s*[;；|]\s*|\.\s+(?=\p{Lu})/u)) {
    const found = readClause(clause.trim());
    if (!found) return undefined;
    credits.push(...found);
  }
  return credits.length > 0 ? credits : undefined;
}

function readClause(clause: string): PageCredit[] | undefined {
  for (const [role, opening] of ROLES) {
    const found = opening.exec(clause)?.[0];
    if (found) return creditsOf(clause.slice(found.length).replace(IN_PLACES, ''), role, true);
  }
  return undefined;
}

/** `A B in Nairobi and C D in Rome`: places inside a list of names. */
const IN_PLACES = /\s+in\s+\p{Lu}[\p{L}\p{M}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*(?=\s*(?:,|;|$|and\s))/gu;

/** Reporters named by `A B in Cairo and C D in Rome contributed …`. */
export const reportersIn = (names: string): PageCredit[] | undefined =>
  creditsOf(names.replace(IN_PLACES, ''), 'REPORTER', true);
