import slugify from '@sindresorhus/slugify';

/** Lower-case words joined by hyphens; letters of scripts that have no Latin transliteration stay as they are. */
export function slugOf(text: string, maxLength = 120): string {
  const latin = isTransliterable(text) ? slugify(text.replace(/[-_.]/g, ' ')) : '';
  return cutAtWord(latin || unicodeSlug(text), maxLength);
}

const noTransliteration =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}]/u;
const isTransliterable = (text: string) => !noTransliteration.test(text);

function unicodeSlug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
}

function cutAtWord(slug: string, maxLength: number): string {
  if (slug.length <= maxLength) return slug;
  const cut = slug.slice(0, maxLength + 1);
  const hyphen = cut.lastIndexOf('-');
  return hyphen > 0 ? cut.slice(0, hyphen) : [...slug].slice(0, Math.floor(maxLength / 2)).join('');
}
