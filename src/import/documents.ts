import { createReadStream } from 'node:fs';
import parseJson from 'parse-json';
import type { Origin } from './item.js';
import type { Problem } from './problem.js';

/** A parsed, unchecked document and where it stands, or why it could not be parsed. */
export type Parsed = { origin: Origin; input: unknown } | { problem: Problem };

/** JSON: one document, or an array of them. */
export function parseJsonDocuments(text: string, file: string): Parsed[] {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return [{ problem: jsonProblem(error, text, file) }];
  }
  if (!Array.isArray(value)) return [{ origin: { file }, input: value }];
  return value.map((input, at) => ({ origin: { file, pointer: `/${at}` }, input }));
}

/** NDJSON (one document a line): a line that is broken spoils no other. Streams: however large, one line is held at a time. */
export async function* parseNdjson(path: string, file: string): AsyncGenerator<Parsed> {
  let line = 0;
  for await (const bytes of linesOf(path)) {
    line += 1;
    const text = decode(bytes);
    if (text === undefined) yield { problem: { file, line, message: 'expected UTF-8, found bytes that are none' } };
    else if (text.trim() !== '') yield parseLine(text, file, line);
  }
}

function parseLine(text: string, file: string, line: number): Parsed {
  try {
    return { origin: { file, line }, input: JSON.parse(text) };
  } catch (error) {
    return { problem: { file, line, message: `expected a JSON document on one line: ${(error as Error).message}` } };
  }
}

/** Text of UTF-8 bytes without a byte order mark; undefined where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // a fatal decoder's only way to say no
  }
}

const newline = 0x0a;

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
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
