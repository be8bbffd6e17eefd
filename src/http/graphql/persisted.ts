import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from '../../graph/errors.js';
import type { Weighed } from '../metrics.js';
import type { Parameters } from './request.js';

/** Bytes of the query texts that clients have registered. */
const maxBytes = 8 * 1024 * 1024;
const bytesPerCharacter = 2;
/** A hash and a place in the order: short texts, of which anybody can send any number, cost little else. */
const entryBytes = 400;

/** Why a request is not looked into. PERSISTED_QUERY_NOT_FOUND is what Apollo's clients wait for: they then send the text. */
export interface Refusal {
  status: number;
  code:
    | 'PERSISTED_QUERY_NOT_FOUND'
    | Extract<ErrorCode, 'BAD_USER_INPUT' | 'FORBIDDEN' | 'TOO_COMPLEX' | 'UNAUTHENTICATED' | 'UNAVAILABLE'>;
  message: string;
  /** Which limit. */
  limit?: string;
  /** What has to be sent instead (`WWW-Authenticate`). */
  challenge?: string;
}

/** Query texts that clients name by the SHA-256 of the text. */
export interface PersistedDocuments {
  readonly weighed: Weighed;
  /** The parameters with the query text that they mean, or why there is none. */
  resolve(parameters: Parameters): Parameters | Refusal;
}

export interface PersistedOptions {
  /** Texts by their SHA-256 in hexadecimal that are known from the start. */
  trusted: ReadonlyMap<string, string>;
  /** Only trusted documents are answered. */
  onlyTrusted: boolean;
}

export const isRefusal = (answer: Parameters | Refusal): answer is Refusal => 'status' in answer && 'code' in answer;

/**
 * Automatic persisted queries (`extensions.persistedQuery`, Apollo's protocol) and documents by id (`documentId`:
 * `sha256:` and the hash, as in the GraphQL over HTTP drafts), over the same texts.
 */
export function persistedDocuments({ trusted, onlyTrusted }: PersistedOptions): PersistedDocuments {
  const registered = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (text) => entryBytes + text.length * bytesPerCharacter,
  });
  const find = (hash: string) => trusted.get(hash) ?? (onlyTrusted ? undefined : registered.get(hash));
  return {
    weighed: registered,
    resolve(parameters) {
      const { query, documentId } = parameters;
      const persisted = (parameters.extensions as { persistedQuery?: unknown } | null | undefined)?.persistedQuery;
      const hash = hashIn(persisted, documentId);
      if (hash === undefined && !onlyTrusted) return parameters;
      if (typeof query === 'string') {
        const own = sha256(query);
        if (hash !== undefined && hash !== own) {
          return {
            status: 400,
            code: 'BAD_USER_INPUT',
            message: 'The hash of the persisted query is not that of its text.',
          };
        }
        if (onlyTrusted && !trusted.has(own)) {
          return { status: 403, code: 'FORBIDDEN', message: 'Only trusted documents are answered here.' };
        }
        if (hash !== undefined && !trusted.has(own)) registered.set(own, query);
        return withQuery(parameters, query);
      }
      const text = hash === undefined ? undefined : find(hash);
      if (text !== undefined) return withQuery(parameters, text);
      if (hash === undefined) return parameters;
      return { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound' };
    },
  };
}

/** A manifest of trusted documents: `{ "<sha256>": "<text>" }`, or Apollo's format with its `operations`. @throws for anything else. */
export function readManifest(file: string): Map<string, string> {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const operations = manifest.operations as { id: string; body: string }[] | undefined;
  const entries = Array.isArray(operations)
    ? operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(manifest as Record<string, string>);
  for (const [hash, text] of entries) {
    if (typeof text !== 'string' || sha256(text) !== hash) throw new Error(`${hash} is not the SHA-256 of its text`);
  }
  return new Map(entries);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function hashIn(persisted: unknown, documentId: unknown): string | undefined {
  const { version, sha256Hash } = (persisted ?? {}) as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash.toLowerCase();
  if (typeof documentId !== 'string') return undefined;
  return documentId.replace(/^sha256:/, '').toLowerCase();
}

/** What asks by id asks from here on by text. */
function withQuery({ documentId: _, ...parameters }: Parameters, query: string): Parameters {
  const { persistedQuery: __, ...extensions } = (parameters.extensions ?? {}) as Record<string, unknown>;
  return { ...parameters, query, extensions };
}
