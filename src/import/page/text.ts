const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const CJK_ALL = new RegExp(CJK.source, 'gu');

export const isCjk = (text: string): boolean => CJK.test(text);

/** Length in Latin letters: a Han character says about as much as two and a half. Long texts are only sampled. */
export function weight(text: string): number {
  const sample = text.slice(0, 1000);
  return text.length + 1.5 * (sample.match(CJK_ALL)?.length ?? 0);
}

/** Whether the text ends as a sentence does; closing quotes, brackets and a sign-off such as `(Reuters)` aside. */
export function endsSentence(text: string): boolean {
  return (
    isEnd(text) ||
    (/[)\]）]$/u.test(text) && isEnd(text.slice(-80).replace(/\s*[([（][^()[\]（）]{1,60}[)\]）]$/u, '')))
  );
}

function isEnd(text: string): boolean {
  return /[.!?…。！？][\s"'”’»«)）」』\]›“]*$/u.test(text.slice(-8));
}

/** Running text: a sentence, or too long to be anything else. */
export function isProse(text: string): boolean {
  const size = weight(text);
  return size >= 220 || (size >= 50 && (endsSentence(text) || /[:：]$/.test(text)));
}

/** Words, or for scripts without spaces a fair guess at their number. */
export function wordCount(text: string): number {
  const sample = text.slice(0, 2000);
  const cjk = sample.match(CJK_ALL)?.length ?? 0;
  const words = sample.replace(CJK_ALL, ' ').match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return words + Math.ceil(cjk / 2);
}

/** What a text is about, for comparing two: its longer words, or pairs of neighbouring Han characters. */
export function keywords(text: string): Set<string> {
  const sample = text.slice(0, 2000).toLowerCase();
  const found = new Set(sample.replace(CJK_ALL, ' ').match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  for (const run of sample.match(/\p{Script=Han}{2,}/gu) ?? []) {
    for (let at = 0; at < run.length - 1; at++) found.add(run.slice(at, at + 2));
  }
  return found;
}
