import { TYPE, typeRank, valuesAt } from './values.js';

/** LMDB takes keys of at most 1,978 bytes: an `_id` gets 900 of them (plus its frame), the other parts share these. */
const PARTS_BYTES = 1000;
/** A slug has up to 200 letters of up to four bytes, and some ids begin with one. A null byte counts twice. */
export const MAX_ID_BYTES = 900;

/** An index as it is stored. Its entries are keyed by index number and the values of its paths, `_id` among them. */
export interface Index {
  number: number;
  collection: string;
  name: string;
  /** Paths and directions; one is always `_id`, so that every entry is a key of its own: the last where none was declared. */
  parts: [path: string, direction: 1 | -1][];
  /** How many of the parts were declared: what a unique index compares. */
  declared: number;
  unique: boolean;
  /** Paths on which some document holds (or held) an array. */
  multikey: string[];
}

export interface IndexEntry {
  key: Buffer;
  /** The key without an `_id` that was only added to make it distinct. */
  prefix: Buffer;
  values: unknown[];
  /** False where a value was too long or too deep for the key: the key then only narrows. */
  exact: boolean;
}

export interface EncodedValue {
  bytes: Buffer;
  exact: boolean;
}

export function partLimit(index: Index): number {
  return Math.floor(PARTS_BYTES / Math.max(1, index.parts.length - 1));
}

export function indexPrefix(index: Index): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(index.number);
  return bytes;
}

/** One part of a key: bytes whose order is the order of the values, reversed for a descending part. */
export function encodePart(index: Index, part: number, value: unknown): EncodedValue {
  const [path, direction] = index.parts[part] as [string, 1 | -1];
  const encoded = encodeValue(value, path === '_id' ? MAX_ID_BYTES : partLimit(index));
  return direction === 1 ? encoded : { ...encoded, bytes: inverted(encoded.bytes) };
}

export function inverted(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) result[i] = 0xff - (bytes[i] as number);
  return result;
}

export function encodeValue(value: unknown, limit: number): EncodedValue {
  const type = typeRank(value);
  switch (type) {
    case TYPE.string:
      return encodeString(value as string, limit);
    case TYPE.number:
    case TYPE.date:
      return { bytes: encodeNumber(type, Number(value)), exact: true };
    case TYPE.boolean:
      return { bytes: Buffer.from([type, value ? 1 : 0]), exact: true };
    default:
      return { bytes: Buffer.from([type]), exact: type === TYPE.null || type === TYPE.empty };
  }
}

/** A double's bits sort as an unsigned number once a positive one has its sign set and a negative one all bits turned. */
function encodeNumber(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = type;
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  if (value < 0) for (let i = 1; i < 9; i += 1) bytes[i] = 0xff - (bytes[i] as number);
  else bytes[1] = (bytes[1] as number) | 0x80;
  return bytes;
}

/** UTF-8 with 00 as `00 FF`, then the end: `00 00`, or `00 01` where the rest of the string was cut off. */
function encodeString(value: string, limit: number): EncodedValue {
  const text = Buffer.from(value, 'utf8');
  if (text.length <= limit && !text.includes(0)) {
    return { bytes: Buffer.concat([Buffer.from([TYPE.string]), text, Buffer.from([0, 0])]), exact: true };
  }
  const bytes: number[] = [TYPE.string];
  for (const byte of text) {
    if (bytes.length + (byte === 0 ? 2 : 1) > limit + 1) {
      bytes.push(0, 1);
      return { bytes: Buffer.from(bytes), exact: false };
    }
    if (byte === 0) bytes.push(0, 0xff);
    else bytes.push(byte);
  }
  bytes.push(0, 0);
  return { bytes: Buffer.from(bytes), exact: true };
}

/** A key of an index taken apart: the bytes of each part. */
export function partsOfKey(index: Index, key: Buffer): Buffer[] {
  let at = 4;
  return index.parts.map(([, direction]) => {
    const start = at;
    at += lengthOfPart(key, start, direction === 1 ? 0 : 0xff);
    return key.subarray(start, at);
  });
}

/** @param turned what the bytes of a descending part are turned by */
function lengthOfPart(key: Buffer, start: number, turned: number): number {
  const type = (key[start] as number) ^ turned;
  if (type === TYPE.number || type === TYPE.date) return 9;
  if (type === TYPE.boolean) return 2;
  if (type !== TYPE.string) return 1;
  let end = start + 1;
  const isEnd = () => ((key[end] as number) ^ turned) === 0 && ((key[end + 1] as number) ^ turned) <= 1;
  while (!isEnd()) end += ((key[end] as number) ^ turned) === 0 ? 2 : 1;
  return end + 2 - start;
}

/** The first key after all those that start with these bytes. */
export function successor(bytes: Buffer): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length -= 1;
  if (length === 0) throw new RangeError('no key follows');
  const result = Buffer.from(bytes.subarray(0, length));
  result[length - 1] = (result[length - 1] as number) + 1;
  return result;
}

/** What the index holds for this document, and on which of its paths the document has arrays. */
export function indexEntries(index: Index, document: object): { entries: IndexEntry[]; multikey: string[] } {
  let entries: IndexEntry[] = [{ key: indexPrefix(index), prefix: indexPrefix(index), values: [], exact: true }];
  const multikey: string[] = [];
  index.parts.forEach(([path], part) => {
    const { values, multi } = valuesAt(document, path);
    if (multi) multikey.push(path);
    const distinct = new Map<string, { value: unknown; encoded: EncodedValue }>();
    for (const value of values) {
      const encoded = encodePart(index, part, value);
      // Values that were cut off stay apart: a unique index has to compare each of them.
      const identity = encoded.exact ? encoded.bytes.toString('latin1') : `${distinct.size}`;
      distinct.set(`${encoded.exact}${identity}`, { value, encoded });
    }
    entries = entries.flatMap((entry) => [...distinct.values()].map((next) => extend(index, entry, part, next)));
  });
  if (new Set(multikey.map((path) => path.split('.', 1)[0])).size > 1) {
    throw new TypeError(`${index.collection}: index ${index.name} cannot hold two arrays (${multikey.join(' and ')})`);
  }
  return { entries, multikey };
}

function extend(
  index: Index,
  entry: IndexEntry,
  part: number,
  next: { value: unknown; encoded: EncodedValue },
): IndexEntry {
  const key = Buffer.concat([entry.key, next.encoded.bytes]);
  if (part >= index.declared) return { ...entry, key };
  return {
    key,
    prefix: key,
    values: [...entry.values, next.value],
    exact: entry.exact && next.encoded.exact,
  };
}
