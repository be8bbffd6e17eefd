import { closeSync, openSync, readSync } from 'node:fs';
import type { DocumentType } from '../graph/document-types.js';
import { check } from './check.js';
import { decode, type Parsed } from './documents.js';
import type { Documents } from './input.js';
import type { CheckedDocument, Item, Origin } from './item.js';
import { Numbers } from './numbers.js';
import type { Problem } from './problem.js';

type Sound = Exclude<Parsed, { problem: Problem }>;

/** Where documents come from, with those that are in no file. */
interface Source {
  file: string;
  path: string | undefined;
  kept: Sound[];
  close: Documents['close'];
}

/**
 * All documents of a load, by number, in the order in which they came. Of each it keeps a few numbers that say where it
 * stands, so that it can be read again when its turn comes: a load of any size fits into memory.
 */
export class Manifest {
  readonly #sources: Source[] = [];
  readonly #source = new Numbers();
  readonly #start = new Numbers();
  readonly #length = new Numbers();
  /** A line (1-based), or below zero the index in an array less 1; 0 for a file that is one document. */
  readonly #at = new Numbers();
  readonly #ofType = new Map<DocumentType, Numbers>();
  readonly #rejected = new Set<number>();
  #open: { path: string; handle: number } | undefined;

  addSource({ path, close }: Documents): void {
    this.#sources.push({ file: '', path, kept: [], close });
  }

  /** Adds a document of the source that was added last. */
  add(type: DocumentType, parsed: Sound): number {
    const source = this.#sources.at(-1) as Source;
    const { origin, place } = parsed;
    const isKept = source.path === undefined || place === undefined;
    this.#source.push(this.#sources.length - 1);
    this.#start.push(isKept ? source.kept.push(parsed) - 1 : place.start);
    this.#length.push(isKept ? 0 : place.length);
    this.#at.push(origin.line ?? (origin.pointer === undefined ? 0 : -1 - Number(origin.pointer.slice(1))));
    source.file = origin.file;
    const numbers = this.#ofType.get(type) ?? new Numbers();
    this.#ofType.set(type, numbers);
    return numbers.push(this.#source.length - 1);
  }

  origin(number: number): Origin {
    const source = this.#sourceOf(number);
    if (this.#length.at(number) === 0) return (source.kept[this.#start.at(number)] as Sound).origin;
    const [{ file }, at] = [source, this.#at.at(number)];
    return at === 0 ? { file } : at > 0 ? { file, line: at } : { file, pointer: `/${-1 - at}` };
  }

  size(number: number): number {
    return this.#length.at(number);
  }

  /** The document as an item, or what is wrong with it by now. */
  read(number: number): Item | Problem[] {
    const origin = this.origin(number);
    try {
      const document: CheckedDocument | Problem[] = check(this.#input(number), origin);
      return Array.isArray(document) ? document : { origin, documents: [document], numbers: [number] };
    } catch (error) {
      return [{ ...origin, message: `the file has changed while it was loaded: ${(error as Error).message}` }];
    }
  }

  /** The documents of a type that have not been rejected. */
  *ofType(type: DocumentType): Generator<number> {
    const numbers = this.#ofType.get(type);
    for (let at = 0; at < (numbers?.length ?? 0); at += 1) {
      const number = (numbers as Numbers).at(at);
      if (!this.#rejected.has(number)) yield number;
    }
  }

  *all(): Generator<number> {
    for (let number = 0; number < this.#source.length; number += 1) if (!this.#rejected.has(number)) yield number;
  }

  reject(number: number): void {
    this.#rejected.add(number);
  }

  isRejected(number: number): boolean {
    return this.#rejected.has(number);
  }

  async close(): Promise<void> {
    if (this.#open) closeSync(this.#open.handle);
    this.#open = undefined;
    for (const { close } of this.#sources) await close?.();
  }

  #sourceOf(number: number): Source {
    return this.#sources[this.#source.at(number)] as Source;
  }

  #input(number: number): unknown {
    const { path, kept } = this.#sourceOf(number);
    const length = this.#length.at(number);
    if (path === undefined || length === 0) return (kept[this.#start.at(number)] as Sound).input;
    const bytes = Buffer.allocUnsafe(length);
    if (readSync(this.#handle(path), bytes, 0, length, this.#start.at(number)) < length)
      throw new Error('it is shorter');
    return JSON.parse(decode(bytes) ?? '');
  }

  /** Documents are read in the order of their files: one is open at a time. */
  #handle(path: string): number {
    if (this.#open?.path !== path) {
      if (this.#open) closeSync(this.#open.handle);
      this.#open = undefined;
      this.#open = { path, handle: openSync(path, 'r') };
    }
    return this.#open.handle;
  }
}
