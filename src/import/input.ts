import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decode, type Parsed, parseJsonDocuments, parseNdjson } from './documents.js';
import type { Problem } from './problem.js';

const mebibyte = 1024 * 1024;
/** A page of text is some kilobytes; what is larger is something else. */
const maxPage = 2 * mebibyte;
/** One JSON value is parsed as a whole; more belongs into NDJSON, which streams. */
const maxJson = 256 * mebibyte;

/** In folders, files of other kinds (pictures, notes) are passed over; a file that is named is always read. */
const extensions = new Set(['.json', '.ndjson', '.jsonl', '.txt']);

export type Input =
  | { format: 'documents'; documents: AsyncIterable<Parsed> | Iterable<Parsed> }
  | { format: 'page'; file: string; text: string }
  | { format: 'problem'; problem: Problem };

/** Everything that the paths lead to: files, folders with all that is in them, `-` for standard input. The format is told from the content. */
export async function* readInputs(paths: readonly string[]): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    for await (const file of path === '-' ? ['-'] : filesOf(path)) {
      if (typeof file !== 'string') yield file;
      else if (!seen.has(file)) {
        seen.add(file);
        yield* file === '-' ? readStandardInput() : readFileInput(file, file);
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

/** Standard input can be read once, and the loader may need it twice: it goes through a file. */
async function* readStandardInput(): AsyncGenerator<Input> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
  try {
    const path = join(folder, 'input');
    await writeFile(path, await buffer(process.stdin));
    yield* readFileInput(path, '-');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readFileInput(path: string, file: string): AsyncGenerator<Input> {
  try {
    yield await readOne(path, file);
  } catch (error) {
    yield { format: 'problem', problem: { file, message: `cannot be read: ${(error as Error).message}` } };
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
  if (looks === 'ndjson') return { format: 'documents', documents: parseNdjson(path, file) };
  const [limit, what] =
    looks === 'json'
      ? [maxJson, 'a JSON file; put one document on each line (NDJSON) to load more']
      : [maxPage, 'a page'];
  if (size > limit) return problem(`expected at most ${limit} bytes for ${what}, found ${size}`);
  const bytes = await readFile(path);
  const text = decode(bytes);
  if (text === undefined) return problem('expected UTF-8, found bytes that are none', lineOfInvalid(bytes));
  return looks === 'json'
    ? { format: 'documents', documents: parseJsonDocuments(text, file) }
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
function guess(bytes: Buffer, extension: string): 'json' | 'ndjson' | 'page' | 'binary' {
  if (bytes.includes(0)) return 'binary';
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (extension === '.ndjson' || extension === '.jsonl') return 'ndjson';
  if (extension === '.json') return isJsonLines(text) ? 'ndjson' : 'json';
  if (text.startsWith('{')) return isJsonLines(text) ? 'ndjson' : 'json';
  return /^\[\s*[\]{]/.test(text) ? 'json' : 'page';
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
