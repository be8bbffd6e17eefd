/** Most of them: nothing of what folding costs is needed. */
const isAscii = /^[\0-\x7f]*$/;

const unaccented = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC');

/** How names are compared: compatibility-folded, case-folded, without accents, white space single. */
export function nameKey(name: string): string {
  return (isAscii.test(name) ? name : unaccented(name))
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
