import { accessSync, closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Database as Lmdb, open, type RootDatabase } from 'lmdb';
import { StoreError } from '../errors.js';
import { Gate } from './gate.js';
import { Packing, type Stored } from './packed.js';
import { asRecords, encoderOf } from './shapes.js';

/** What is written. Versions that know only an older one refuse the directory: they would take what is packed for bytes. */
const FORMAT = 4;
/** What is read. In format 3 nothing was packed, which needs no other way to read it. */
const READABLE: unknown[] = [3, FORMAT];
const MAGIC = 0xbeefc0de;

export interface LogEntry {
  collection: string;
  id: string;
  kind: 'insert' | 'replace' | 'delete';
}

/** The four LMDB databases of one data directory. Whatever may write to them passes the gate. */
export interface Database {
  gate: Gate;
  root: RootDatabase;
  /** Key of the collection's primary index → document. */
  docs: Lmdb<Stored, Buffer>;
  packing: Packing;
  /** Index key → `=` (exact) or `~` (only narrows), then the document's `_id`. */
  entries: Lmdb<string, Buffer>;
  /** Sequence number → change. */
  log: Lmdb<LogEntry, number>;
  meta: Lmdb<unknown, string>;
}

/** @param onUnpack called with each field that is unpacked */
export async function openDatabase(directory: string, onUnpack?: (field: string) => void): Promise<Database> {
  let gate: Gate | undefined;
  try {
    makeDirectory(resolve(directory));
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    const file = join(directory, 'gate.mdb');
    checkFile(file);
    gate = new Gate(file);
    return openFiles(directory, gate, onUnpack);
  } catch (error) {
    await gate?.close();
    throw isClosing(error) ? closing(directory, error) : unusable(directory, error);
  }
}

export async function closeDatabase({ gate, root }: Database): Promise<void> {
  await gate.close();
  await root.close();
}

/** With all that is missing above it. Node's own `recursive` never ends where a file system has no directories made in it, as /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process that opens it at the same time may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function openFiles(directory: string, gate: Gate, onUnpack: ((field: string) => void) | undefined): Database {
  return gate.passSync(() => {
    checkFile(join(directory, 'data.mdb'));
    // Without overlappingSync a commit is on the disk before anybody can see it, and before its promise resolves.
    // Address space for the file is reserved beforehand: growing it later would have to wait for every reader.
    const root = open({ path: directory, noSubdir: false, overlappingSync: false, mapSize: 2 ** 34 });
    const docs = root.openDB<Stored, Buffer>('docs', asRecords);
    const entries = root.openDB<string, Buffer>('entries', { keyEncoding: 'binary', encoding: 'string' });
    const log = root.openDB<LogEntry, number>('log', {});
    const meta = root.openDB<unknown, string>('meta', {});
    const format = meta.get('format');
    if (format !== undefined && !READABLE.includes(format)) {
      throw new Error(`it was written in format ${format}, this version reads ${READABLE.join(' and ')}`);
    }
    if (format !== FORMAT) meta.putSync('format', FORMAT);
    return { gate, root, docs, packing: new Packing(encoderOf(docs), onUnpack), entries, log, meta };
  });
}

/**
 * LMDB would kill the process over a file that is not its own, or that was cut short (it maps the file into memory). So both
 * meta pages must be there, and the last page that the newer one names. They are MDB_meta in lmdb-js's mdb.c, after a page
 * header of 24 bytes.
 */
function checkFile(file: string): void {
  if (!existsSync(file)) return;
  const name = basename(file);
  accessSync(file, constants.R_OK | constants.W_OK);
  const handle = openSync(file, 'r');
  try {
    if (fstatSync(handle).size === 0) return;
    const first = readMeta(handle, 0, name);
    const second = readMeta(handle, first.pageSize, name);
    const { pageSize, lastPage } = second.transaction > first.transaction ? second : first;
    if (fstatSync(handle).size < (lastPage + 1) * pageSize) throw new Error(`${name} is cut short`);
  } finally {
    closeSync(handle);
  }
}

function readMeta(handle: number, position: number, name: string) {
  const page = Buffer.alloc(160);
  readSync(handle, page, 0, page.length, position);
  if (page.readUInt32LE(24) !== MAGIC) throw new Error(`${name} is not a file of this store`);
  return {
    pageSize: page.readUInt32LE(48),
    lastPage: Number(page.readBigUInt64LE(144)),
    transaction: page.readBigUInt64LE(152),
  };
}

/**
 * The last process to close LMDB's files ends their locks, and one that opens them in that moment (of some microseconds) has none. It cannot
 * try again: lmdb-js keeps the files open.
 */
const isClosing = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('No transaction to renew');

function closing(directory: string, cause: unknown): StoreError {
  return new StoreError(
    'UNAVAILABLE',
    `The data directory "${directory}" was closed by another process at the moment it was opened: try again.`,
    { cause },
  );
}

function unusable(directory: string, cause: unknown): StoreError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0];
  return new StoreError(
    'CONFIGURATION',
    `The data directory "${directory}" cannot be used (${reason}): name a directory that can be written, ` +
      'or, if its files are damaged, restore them from a backup or delete them and import again.',
    { cause },
  );
}
