import { isNewsAgency, knownAgency } from './agencies.js';
import { isPartOfHouse } from './names.js';
import type { Page, PageNotice } from './page.js';

const NO_NAME =
  /^(?:we|our|this|the (?:web)?site|diese|unsere|nous|notre|ce|este|esta|the publisher|publisher)\b|^(?:我们|本站|本网站)/iu;
const RESERVED =
  /\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|版权所有|保留所有权利|著作权所有/giu;

/** The holder that a copyright line names: `© 2019–2024 Example News. All rights reserved.` → `Example News`. */
export function copyrightHolder(line: string): string | undefined {
  const name = line
    .replace(RESERVED, ' ')
    .replace(/©|\(c\)|\bcopyright\b/giu, ' ')
    .replace(/\b(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|present))?\b/gu, ' ')
    .replace(/^[\s.,|·:–—-]*(?:by\s+)?/iu, '')
    .split(/[.|·]\s|\s[–—-]\s|,\s(?=\p{Ll})/u)[0]
    ?.replace(/\s+/g, ' ')
    .replace(/[\s.,|·:–—-]+$/u, '');
  return name && name.length >= 2 && name.length <= 60 && !NO_NAME.test(name) ? name : undefined;
}

const NAMED_IN_NOTICE: readonly RegExp[] = [
  /^(?:welcome to|willkommen bei|bienvenue sur|bienvenidos? a)\s+(.{2,40}?)(?:[.!,]|$)/iu,
  /^(.{2,40}?)\s+(?:uses?|and its partners|and our partners|values? your|respects? your|verwendet|nutzt|utilise|respecte|utiliza|usa|使用)\b/u,
  /^(.{2,30}?)(?:使用|重视您)/u,
];

function siteIn(notice: PageNotice): string | undefined {
  for (const text of [notice.title, ...notice.paragraphs]) {
    for (const pattern of NAMED_IN_NOTICE) {
      const name = pattern.exec(text.slice(0, 200))?.[1]?.trim();
      if (name && /^[\p{Lu}\p{Script=Han}]/u.test(name) && !NO_NAME.test(name) && name.split(' ').length <= 5)
        return name;
    }
  }
  return undefined;
}

/** `Al Jazeera Staff` works for Al Jazeera; `Science Desk` does not say for whom. */
function houseOf(name: string): string | undefined {
  if (!isPartOfHouse(name)) return name;
  const house = name.replace(/\s+(?:Staff|Desk|Newsroom|Team|Correspondents?|Reporters?)$/u, '');
  return knownAgency(house) ? house : undefined;
}

/**
 * Who published the page: an organisation's byline; the copyright's holder; the site that asks for consent; the agency
 * of the dateline. An agency's byline counts only if nobody else is named, as it may be reprinted.
 */
export function findPublisher(
  page: Pick<Page, 'credits' | 'copyright' | 'notices'>,
  datelineAgency?: string,
): string | undefined {
  const houses = page.credits
    .filter(({ kind, role }) => kind === 'organisation' && role === 'AUTHOR')
    .flatMap(({ name }) => houseOf(name) ?? []);
  const own = houses.find((name) => !isNewsAgency(name));
  const holder = page.copyright === undefined ? undefined : copyrightHolder(page.copyright);
  const site = page.notices.map(siteIn).find((name) => name !== undefined);
  return own ?? holder ?? site ?? houses[0] ?? datelineAgency;
}

/** Whether two names are one house's: `Xinhua` and `Xinhua News Agency`. */
export function isSameHouse(one: string, other: string): boolean {
  const known = knownAgency(one);
  return one.toLowerCase() === other.toLowerCase() || (known !== undefined && known === knownAgency(other));
}
