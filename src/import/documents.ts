import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import parseJson from 'parse-json';
import type { Origin, Place } from './item.js';
import type { Problem } from './problem.js';

/** A parsed, unchecked document and where it stands, or why it could not be parsed. */
export type Parsed = { origin: Origin; input: unknown; place?: Place } | { problem: Problem };

/** One document is held as a whole; MongoDB takes none that is larger. */
export const maxDocument = 16 * 1024 * 1024;
const tooLarge = (file: string, line: number): Problem => ({
  file,
  line,
  message: `expected at most ${maxDocument} bytes for a document, found more`,
});

/** JSON: one document. */
export function parseJsonDocument(bytes: Buffer, text: string, file: string): Parsed {
  try {
    return { origin: { file }, input: parseJson(text), place: { start: 0, length: bytes.length } };
  } catch (error) {
    return { problem: jsonProblem(error, text, file) };
  }
}

/** JSON: an array of documents. Streams like NDJSON; what stands before a place that is no JSON is good. */
export async function* parseJsonArray(path: string, file: string): AsyncGenerator<Parsed> {
  const reader = new ArrayReader(file);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const valid = isDecoded(utf8, chunk);
      if (valid) reader.write(chunk);
      yield* reader.taken();
      if (!valid) return yield noUtf8(file, await invalidLine(path));
      if (reader.isTooLarge()) return yield { problem: tooLarge(file, await lineAt(path, reader.position)) };
    }
    reader.end();
  } catch (error) {
    yield* reader.taken();
    const message = `expected JSON: ${(error as Error).message}`;
    yield { problem: { file, line: await lineAt(path, reader.position), message } };
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The elements of an array that comes in pieces, each with its place. */
class ArrayReader {
  /** Bytes before the last token that was understood. */
  position = 0;
  readonly #tokens = new Tokenizer();
  readonly #values = new TokenParser({ paths: ['$.*'], keepStack: false });
  #found: Parsed[] = [];
  #depth = 0;
  #start = 0;
  #read = 0;
  /** The tokens' offsets do not count a byte order mark. */
  #mark = 0;

  constructor(file: string) {
    this.#values.onValue = ({ value, key }) => {
      const place = { start: this.#start, length: this.position + 1 - this.#start };
      this.#found.push({ origin: { file, pointer: `/${key}` }, input: value, place });
    };
    this.#tokens.onToken = (token) => {
      this.position = this.#mark + token.offset;
      if (this.#depth === 1) this.#start = this.position;
      if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) this.#depth += 1;
      if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) this.#depth -= 1;
      this.#values.write(token);
    };
    for (const part of [this.#tokens, this.#values]) {
      part.onError = (error) => {
        throw error;
      };
    }
  }

  write(chunk: Buffer): void {
    if (this.#read === 0 && chunk.subarray(0, 3).equals(byteOrderMark)) this.#mark = 3;
    this.#tokens.write(this.#read === 0 ? chunk.subarray(this.#mark) : chunk);
    this.#read += chunk.length;
  }

  taken(): Parsed[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  isTooLarge(): boolean {
    return this.#read - (this.#depth > 1 ? this.#start : this.position) > maxDocument;
  }

  end(): void {
    if (!this.#tokens.isEnded) this.#tokens.end();
    if (!this.#values.isEnded) this.#values.end();
  }
}

/** NDJSON (one document a line): a line that is broken spoils no other. Streams: however large, one line is held at a time. */
export async function* parseNdjson(path: string, file: string): AsyncGenerator<Parsed> {
  let line = 0;
  for await (const { bytes, start } of linesOf(path)) {
    line += 1;
    if (bytes === undefined) yield { problem: tooLarge(file, line) };
    else yield* parseLine(bytes, start, file, line);
  }
}

function* parseLine(bytes: Buffer, start: number, file: string, line: number): Generator<Parsed> {
  const text = decode(bytes);
  if (text === undefined) return yield noUtf8(file, line);
  if (text.trim() === '') return;
  try {
    yield { origin: { file, line }, input: JSON.parse(text), place: { start, length: bytes.length } };
  } catch (error) {
    const message = `expected a JSON document on one line: ${(error as Error).message}`;
    yield { problem: { file, line, message } };
  }
}

const noUtf8 = (file: string, line: number): Parsed => ({
  problem: { file, line, message: 'expected UTF-8, found bytes that are none' },
});

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes without a byte order mark; undefined where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // a fatal decoder's only way to say no
  }
}

function isDecoded(utf8: TextDecoder, chunk: Buffer): boolean {
  try {
    utf8.decode(chunk, { stream: true });
    return true;
  } catch {
    return false; // as above
  }
}

const newline = 0x0a;

/** The bytes of each line and where it starts; none for a line that is too long to be a document. */
async function* linesOf(path: string): AsyncGenerator<{ bytes: Buffer | undefined; start: number }> {
  let rest: Buffer[] = [];
  let [start, position, held] = [0, 0, 0];
  const line = (end: Buffer) => {
    const bytes = held > maxDocument ? undefined : rest.length === 0 ? end : Buffer.concat([...rest, end]);
    const found = { bytes, start };
    [rest, held] = [[], 0];
    return found;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield line(chunk.subarray(from, end));
      from = end + 1;
      start = position + from;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > maxDocument) rest = [];
    position += chunk.length;
  }
  if (held > 0) yield line(Buffer.alloc(0));
}

const newlines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** Line of the first bytes that are not UTF-8. */
async function invalidLine(path: string): Promise<number> {
  let line = 1;
  for await (const { bytes } of linesOf(path)) {
    if (bytes && decode(bytes) === undefined) break;
    line += 1;
  }
  return line;
}

async function lineAt(path: string, position: number): Promise<number> {
  let line = 1;
  if (position === 0) return line;
  for await (const chunk of createReadStream(path, { end: position - 1 }) as AsyncIterable<Buffer>)
    line += newlines(chunk);
  return line;
}

/** The line is in the message unless the text simply ends too early. */
function jsonProblem(error: unknown, text: string, file: string): Problem {
  const [message = ''] = (error as Error).message.split('\n');
  const line = /\((\d+):\d+\)|line (\d+)/.exec((error as Error).message);
  return {
    file,
    line: Number(line?.[1] ?? line?.[2] ?? text.split('\n').length),
    message: `expected JSON: ${message}`,
  };
}
