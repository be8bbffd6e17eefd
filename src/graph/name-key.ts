/** Most of them: nothing of what folding costs is needed. */
const isAscii = /^[\0-\x7f]*$/;

/** White space that is not one space: most names have none, and to put spaces for spaces costs more than all else here. */
const untidy = /\s\s|[^\S ]/;

const unaccented = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC');

/** How names are compared: compatibility-folded, case-folded, without accents, white space single. */
export function nameKey(name: string): string {
  const lower = isAscii.test(name)
    ? name.toLowerCase()
    : unaccented(name)
        .toLowerCase()
        .replace(/[\u2018\u2019]/g, "'");
  return (untidy.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}
