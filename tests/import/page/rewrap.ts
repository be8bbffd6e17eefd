/** Ways in which tools cut a text's lines to a width, written after what those tools do. */

/** `fold`: at the width, whatever stands there. */
export const cut = (text: string, width: number): string => eachLine(text, (line) => chunks(line, width));

/** `fold -s`: behind the last space that fits, which stays at the line's end. */
export const cutAtSpaces = (text: string, width: number): string =>
  eachLine(text, (line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const at = rest.lastIndexOf(' ', width - 1) + 1 || width;
      lines.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    return [...lines, rest];
  });

/** Python's `textwrap`: between words, and behind the hyphens within them. */
export const wrapWithHyphens = (text: string, width: number): string =>
  eachLine(text, (line) => fill(line.split(/(?<=\s)|(?<=\p{L}-)(?=\p{L})/u), width));

/** The same, but every block between blank lines is one paragraph. */
export const wrapBlocks = (text: string, width: number): string =>
  text
    .split(/\n\n+/)
    .map((block) => wrapWithHyphens(block.trimEnd().replace(/\n/g, ' '), width))
    .join('\n\n');

/** `fmt`: between words, with lines kept shorter than the width where that makes them more even. */
export const wrapEvenly = (text: string, width: number): string =>
  text
    .split(/\n\n+/)
    .map((block) => even(block.trimEnd().replace(/\n/g, ' '), width).join('\n'))
    .join('\n\n');

function even(line: string, width: number): string[] {
  const count = Math.ceil(line.length / (width * 0.93));
  const goal = Math.min(width, Math.ceil(line.length / count) + 6);
  return fill(line.split(/(?<=\s)/), goal);
}

const eachLine = (text: string, wrap: (line: string) => string[]): string =>
  text
    .split('\n')
    .flatMap((line) => (line ? wrap(line) : ['']))
    .join('\n');

function chunks(line: string, width: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; at += width) found.push(line.slice(at, at + width));
  return found;
}

function fill(pieces: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const piece of pieces) {
    if (open && (open + piece).trimEnd().length > width) {
      lines.push(open.trimEnd());
      open = '';
    }
    open += piece;
  }
  return [...lines, open.trimEnd()];
}
