const [space, opening, alphanumeric, closing] = [1, 2, 4, 8];

/** What the segmenter need not be asked about: letters and digits that never break apart, and marks that join nothing at the end of a word (Unicode UAX #29, WB5 to WB12). */
const kinds = new Uint8Array(0x500);
for (const [kind, characters] of [
  [space, /[ \t\n\r]/],
  [opening, /["'(]/],
  [alphanumeric, /[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u04ff]/],
  [closing, /["'),.:;!?]/],
] as const) {
  for (let code = 0; code < kinds.length; code += 1) {
    if (characters.test(String.fromCharCode(code))) kinds[code] = (kinds[code] as number) | kind;
  }
}

/** The index of the first character from `at` on that is not of this kind. */
function after(text: string, at: number, kind: number): number {
  let end = at;
  while (end < text.length && ((kinds[text.charCodeAt(end)] ?? 0) & kind) !== 0) end += 1;
  return end;
}

function endOfPiece(text: string, at: number): number {
  let end = at;
  while (end < text.length && kinds[text.charCodeAt(end)] !== space) end += 1;
  return end;
}

/** The words of a text as the segmenter has them; of what stands between two spaces it sees only what is not plain, for it is slow. */
export function eachWord(text: string, segmenter: Intl.Segmenter, visit: (word: string, start: number) => void): void {
  for (let piece = after(text, 0, space); piece < text.length; piece = after(text, piece, space)) {
    const start = after(text, piece, opening);
    const end = after(text, start, alphanumeric);
    const next = after(text, end, closing);
    const isPlain = end > start && (next === text.length || kinds[text.charCodeAt(next)] === space);
    const pieceEnd = isPlain ? next : endOfPiece(text, next);
    if (isPlain) visit(text.slice(start, end), start);
    else {
      for (const { segment, index, isWordLike } of segmenter.segment(text.slice(piece, pieceEnd))) {
        if (isWordLike) visit(segment, piece + index);
      }
    }
    piece = pieceEnd;
  }
}
