import { knownAgency } from './agencies.js';
import { isCjk } from './text.js';

const ORGANISATION_WORD =
  /\b(?:News|Times|Agency|Desk|Staff|Newsroom|Editorial|Post|Herald|Tribune|Gazette|Daily|Courier|Chronicle|Observer|Press|Media|Television|Radio|Broadcasting|Service|Bureau|Team|Board|Ministry|University|Institute|Government|Council|Office|Correspondents|Reporters|Agencies|Redaktion|Zeitung|Nachrichten|Anzeiger|Tagblatt|Rédaction|Agence|Journal|Redacción|Agencia|Diario|Periódico|Redação)\b|Redaktion$|(?:日报|晚报|通讯社|电视台|新闻网|编辑部|报社|新社|时报|早报|在线|网)$/iu;
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}&.]{1,6}$/u;

/** An acronym in capitals, a known agency, or a name with a word that only houses and departments carry. */
export function isOrganisation(name: string): boolean {
  return ACRONYM.test(name) || knownAgency(name) !== undefined || ORGANISATION_WORD.test(name);
}

/** `The Carthage Post`, `El Faro del Pacífico`: persons' names have no article in front. */
export const hasArticle = (name: string): boolean =>
  /^(?:The|Le|La|Les|El|Los|Las|Der|Die|Das|Il|O|De) \p{Lu}/u.test(name) && !/^El Hadj/u.test(name);

/** Part of a house, or a way to name nobody: never the publisher's name. */
const PART_OF_HOUSE =
  /\b(?:Desk|Staff|Newsroom|Editorial|Team|Board|Bureau|Correspondents?|Reporters?|Agencies|Redaktion|Rédaction|Redacción|Redação)\b|Redaktion$|编辑部$/iu;
export const isPartOfHouse = (name: string): boolean => PART_OF_HOUSE.test(name);

const PARTICLE = '(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|zu|zur|bin|ibn|al|el|y|e|ben)';
const NAME_WORD = "(?:(?:al-|el-|d['’]|O['’])?\\p{Lu}[\\p{L}\\p{M}'’.-]*)";
const PERSON = new RegExp(`^${NAME_WORD}(?: (?:${PARTICLE}|${NAME_WORD})){1,4}$`, 'u');
const HAN_PERSON = /^\p{Script=Han}{2,4}$|^[\p{Script=Han}]{1,8}·[\p{Script=Han}·]{1,12}$/u;

/** Two to five words that are set as a name is; for Han script two to four characters, or a transcription with its dot. */
export function isPersonName(name: string): boolean {
  if (name.length > 60 || isOrganisation(name)) return false;
  return isCjk(name) ? HAN_PERSON.test(name) : PERSON.test(name);
}

/** `AMINA WERE` → `Amina Were`; anything with small letters is left as it is. */
export function uncapitalised(name: string): string {
  if (name !== name.toUpperCase() || !name.includes(' ')) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
