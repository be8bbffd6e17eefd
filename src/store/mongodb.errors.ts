import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoParseError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { StoreError } from './errors.js';

const DUPLICATE_KEY = 11000;
const AUTHENTICATION_FAILED = 18;
const UNAUTHORIZED = 13;
const WRITE_CONFLICT = 112;
/** TransactionTooLargeForCache, TransactionExceededLifetimeLimitSeconds: the same in halves has room, and takes half the time. */
const NO_ROOM = 388;
const NO_TIME = 290;
/** NoSuchTransaction: the server has given it up, or is not the one that it was begun with. */
const NO_TRANSACTION = 251;
const noRoom = 'MongoDB has no room for so much in one transaction: give it more memory (wiredTigerCacheSizeGB)';
const noTime = 'MongoDB gives no transaction so much time: let it have more (transactionLifetimeLimitSeconds)';

/** What the driver rejected with, in the store's own terms. What is none of them (an abort, a bad query) stays as it is. */
export function storeError(error: unknown): unknown {
  if (isCoded(error, DUPLICATE_KEY)) return duplicateKey(error);
  if (isCoded(error, NO_ROOM)) return new StoreError('TOO_LARGE', noRoom, { cause: error });
  if (isCoded(error, NO_TIME)) return new StoreError('TOO_LARGE', noTime, { cause: error });
  if (isUnavailable(error)) {
    return new StoreError('UNAVAILABLE', `MongoDB does not answer (${error.message})`, { cause: error });
  }
  return error;
}

/** Of a transaction that was tried again and again for so many milliseconds: why the last of them failed. */
export function givenUp(last: unknown, milliseconds: number): StoreError {
  // The server has given it up between two commands.
  if (isCoded(last, NO_TRANSACTION)) return new StoreError('TOO_LARGE', noTime, { cause: last });
  const reason = isHeld(last) ? 'Others kept changing the same documents' : 'MongoDB did not take a write';
  return new StoreError('UNAVAILABLE', `${reason} for ${milliseconds / 1000} s.`, { cause: last });
}

/** What Node says of a connection that is gone; the driver hands on what it meets while it sends. */
const LOST_CONNECTION = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']);

export function isUnavailable(error: unknown): error is Error {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (!(error instanceof MongoError)) return LOST_CONNECTION.has(String((error as NodeJS.ErrnoException | null)?.code));
  // A bulk write wraps whatever stopped it, a lost connection too.
  if (error instanceof MongoBulkWriteError && isUnavailable(error.errorResponse)) return true;
  // The labels by which a server says that it is stepping down, shutting down or not yet ready.
  return (
    error.hasErrorLabel('RetryableWriteError') ||
    error.hasErrorLabel('RetryableError') ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.name === 'MongoClientClosedError' ||
    error.name === 'MongoNotConnectedError' ||
    error.name === 'MongoTopologyClosedError'
  );
}

/** Another transaction has written, and not yet committed or committed meanwhile, what this one is to write. */
export const isHeld = (error: unknown): boolean => isCoded(error, WRITE_CONFLICT);

const isCoded = (error: unknown, code: number): error is MongoServerError =>
  error instanceof MongoServerError && Number(error.code) === code;

/** The driver keeps only the text: `E11000 duplicate key error collection: db.article index: bySlug dup key: { slug: "a" }`. */
function duplicateKey(error: MongoServerError): StoreError {
  const { message } = error;
  const [, collection = '', index = '', shown = ''] =
    /collection: [^.]+\.(\S+) index: (\S+) dup key: (.*)$/s.exec(message) ?? [];
  return new StoreError('DUPLICATE_KEY', `${collection}: ${shown} is taken (index ${index})`, {
    collection,
    index,
    value: shownValue(shown),
    cause: error,
  });
}

/** MongoDB shows strings as JSON does, but not the names of fields; a date, say, stays the text that it is. */
function shownValue(shown: string): unknown {
  const json = shown.replace(/"(?:[^"\\]|\\.)*"|[^\s{},:"]+(?=: )/g, (part) => (part[0] === '"' ? part : `"${part}"`));
  try {
    return JSON.parse(json);
  } catch {
    return shown;
  }
}

/** Why the store could not be opened: one line that names no password. */
export function openingError(error: unknown, uri: string): StoreError {
  if (error instanceof StoreError) return error;
  const where = withoutCredentials(uri);
  const reason = error instanceof Error ? harmless(error.message, uri) : 'unknown reason';
  if (error instanceof MongoParseError || !(error instanceof MongoError)) {
    return new StoreError(
      'CONFIGURATION',
      `The MongoDB address "${where}" cannot be read (${reason}): write it as mongodb://host:27017/dateline`,
    );
  }
  if (error instanceof MongoServerError && (error.code === AUTHENTICATION_FAILED || error.code === UNAUTHORIZED)) {
    return new StoreError(
      'CONFIGURATION',
      `MongoDB at "${where}" refuses these credentials (${reason}): check user, password and authSource in its address`,
    );
  }
  const known = storeError(error);
  if (known instanceof StoreError && known.code === 'DUPLICATE_KEY') return known;
  if (known instanceof StoreError) {
    return new StoreError(
      'UNAVAILABLE',
      `MongoDB at "${where}" does not answer (${reason}): start it, or correct its address`,
    );
  }
  return new StoreError('CONFIGURATION', `MongoDB at "${where}" cannot be used (${reason})`);
}

function withoutCredentials(uri: string): string {
  return uri.replace(/\/\/.*@/s, '//').replace(/\?.*$/s, '');
}

/** A driver's message on one line; none at all where it repeats the password. */
function harmless(message: string, uri: string): string {
  const [, password = ''] = /\/\/[^:@]*:(.*)@/s.exec(uri) ?? [];
  const forms = [password, safeDecode(password)].filter((form) => form !== '');
  const line = message.replaceAll(uri, withoutCredentials(uri)).split('\n')[0] ?? '';
  return forms.some((form) => line.includes(form)) ? 'its credentials or options are malformed' : line;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
