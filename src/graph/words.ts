/**
 * What stands between two spaces, split into opening marks, one word, closing marks; the word is missing where there is
 * more to it. Letters of these ranges never break apart, and none of these marks joins words before or after a space
 * (Unicode UAX #29, rules WB5 to WB12).
 */
const between =
  /(["'(]*)([A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u04ff]+)["'),.:;!?]*(?![^ \t\n\r])|[^ \t\n\r]+/g;

/** The words of a text as the segmenter has them; it is asked only for what is not plain, for it is slow. */
export function eachWord(text: string, segmenter: Intl.Segmenter, visit: (word: string, start: number) => void): void {
  for (const match of text.matchAll(between)) {
    const [whole, opening = '', word] = match;
    if (word !== undefined) visit(word, match.index + opening.length);
    else {
      for (const { segment, index, isWordLike } of segmenter.segment(whole)) {
        if (isWordLike) visit(segment, match.index + index);
      }
    }
  }
}
