import type { Database as Lmdb } from 'lmdb';
import { newLog, numbered } from '../log.js';
import type { Doc, Write } from '../store.js';
import type { Packing, Stored } from './packed.js';

/**
 * Documents are stored as msgpackr's records: the names of their fields, in their order, are kept once for all documents that
 * have the same ones, and are not read with each. That takes half the time. They are kept in the same database, behind all documents.
 */
export const asRecords = {
  keyEncoding: 'binary',
  sharedStructuresKey: Buffer.from([0xff, 0xff, 0xff, 0xff]),
  /** What has other fields still says its names itself. */
  maxSharedStructures: 1024,
} as const;

/** Of msgpackr. */
export interface Encoder {
  encode(value: object): Uint8Array;
  decode(bytes: Uint8Array): unknown;
  structures: object;
}

/** Every database of lmdb-js has one, whatever its declaration says. */
export const encoderOf = (docs: Lmdb<Stored, Buffer>): Encoder => (docs as unknown as { encoder: Encoder }).encoder;

/**
 * Outside of a transaction: what shapes the documents have is on the disk before the first document is put that needs it. A transaction
 * that puts both and is given up would leave this process with shapes that nobody else knows.
 */
export function learnShapes(docs: Lmdb<Stored, Buffer>, packing: Packing, writes: readonly Write[]): void {
  const encoder = encoderOf(docs);
  try {
    for (const write of writes) {
      const document = stored(write);
      if (document) encoder.encode(packing.pack(document));
    }
  } catch (error) {
    // Not saved, perhaps: all are read again when one is needed.
    encoder.structures = Object.assign([], { uninitialized: true, sharedLength: 0 });
    throw error;
  }
}

function stored(write: Write): Doc | undefined {
  if ('insertOne' in write) return write.insertOne.document;
  if ('replaceOne' in write) return write.replaceOne.replacement;
  return 'append' in write ? numbered(newLog(), [write.append.document])[0] : undefined;
}
