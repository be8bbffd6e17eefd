import { createWriteStream } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { decode, maxDocument, type Parsed, parseJsonArray, parseJsonDocument, parseNdjson } from './documents.js';
import type { Problem } from './problem.js';

const mebibyte = 1024 * 1024;
/** A page of text is some kilobytes; what is larger is something else. */
const maxPage = 2 * mebibyte;

/** In folders, files of other kinds (pictures, notes) are passed over; a file that is named is always read. */
const extensions = new Set(['.json', '.ndjson', '.jsonl', '.txt']);

export type Input =
  | Documents
  | { format: 'page'; file: string; text: string }
  | { format: 'problem'; problem: Problem };

export interface Documents {
  format: 'documents';
  documents: AsyncIterable<Parsed> | Iterable<Parsed>;
  /** The file that holds those documents that say their place in it; it stays until `close`. */
  path?: string;
  close?(): Promise<void>;
}

/** Everything that the paths lead to: files, folders with all that is in them, `-` for standard input. The format is told from the content. */
export async function* readInputs(paths: readonly string[]): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    for await (const file of path === '-' ? ['-'] : filesOf(path)) {
      if (typeof file !== 'string') yield file;
      else if (!seen.has(file)) {
        seen.add(file);
        if (file === '-') yield* readStandardInput();
        else yield await readFileInput(file, file);
      }
    }
  }
}

async function* filesOf(path: string): AsyncGenerator<string | (Input & { format: 'problem' })> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (status instanceof Error) {
    const message =
      status.code === 'ENOENT' ? 'expected a file or folder, found none' : `cannot be read: ${status.message}`;
    yield { format: 'problem', problem: { file: path, message } };
  } else if (!status.isDirectory()) {
    yield path;
  } else {
    const entries = await readdir(path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const below = join(path, entry.name);
      if (entry.isDirectory()) yield* filesOf(below);
      else if (extensions.has(extname(entry.name).toLowerCase())) yield below;
    }
  }
}

/** Standard input can be read once, and the loader needs it twice: it goes through a file. */
async function* readStandardInput(): AsyncGenerator<Input> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
  const close = () => rm(folder, { recursive: true, force: true });
  let input: Input | undefined;
  try {
    const path = join(folder, 'input');
    await pipeline(process.stdin, createWriteStream(path));
    input = await readFileInput(path, '-');
  } finally {
    if (input?.format !== 'documents') await close();
  }
  yield input.format === 'documents' ? { ...input, close } : input;
}

async function readFileInput(path: string, file: string): Promise<Input> {
  try {
    return await readOne(path, file);
  } catch (error) {
    return { format: 'problem', problem: { file, message: `cannot be read: ${(error as Error).message}` } };
  }
}

async function readOne(path: string, file: string): Promise<Input> {
  const { size } = await stat(path);
  const problem = (message: string, line?: number): Input => ({
    format: 'problem',
    problem: { file, message, ...(line ? { line } : {}) },
  });
  if (size === 0) return problem('expected documents or a page, found an empty file');
  const looks = guess(await head(path), extname(path).toLowerCase());
  if (looks === 'binary') return problem('expected text in UTF-8, found a binary file');
  if (looks === 'ndjson') return { format: 'documents', path, documents: parseNdjson(path, file) };
  if (looks === 'array') return { format: 'documents', path, documents: parseJsonArray(path, file) };
  const [limit, what] =
    looks === 'json'
      ? [maxDocument, 'a JSON document; an array of them, or one on each line (NDJSON), may be larger']
      : [maxPage, 'a page'];
  if (size > limit) return problem(`expected at most ${limit} bytes for ${what}, found ${size}`);
  const bytes = await readFile(path);
  const text = decode(bytes);
  if (text === undefined) return problem('expected UTF-8, found bytes that are none', lineOfInvalid(bytes));
  return looks === 'json'
    ? { format: 'documents', path, documents: [parseJsonDocument(bytes, text, file)] }
    : { format: 'page', file, text };
}

async function head(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer: bytes, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** By the first bytes; a name that says JSON is believed only where the content could be either. */
function guess(bytes: Buffer, extension: string): 'json' | 'array' | 'ndjson' | 'page' | 'binary' {
  if (bytes.includes(0)) return 'binary';
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (extension === '.ndjson' || extension === '.jsonl') return 'ndjson';
  if (extension === '.json' || text.startsWith('{')) {
    return isJsonLines(text) ? 'ndjson' : text.startsWith('[') ? 'array' : 'json';
  }
  return /^\[\s*[\]{]/.test(text) ? 'array' : 'page';
}

/** A line that is a whole document, with another after it: one of the first two, in case the other is broken. */
function isJsonLines(text: string): boolean {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 2);
  return lines.length === 2 && lines.some((line) => line.startsWith('{') && isJson(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // what it asks
  }
}

/** Line of the first byte that is not UTF-8: the decoder replaces it by U+FFFD, which the valid part before it can hold too. */
function lineOfInvalid(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (decode(bytes.subarray(start, end < 0 ? bytes.length : end)) === undefined) return line;
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}
