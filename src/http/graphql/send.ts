import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Freshness } from '../../cache/freshness.js';
import type { KeptResponse } from '../../cache/responses.js';
import type { CommonHeaders } from '../security.js';
import { tagHeaders } from './tags.js';

/** How long others may keep an answer, in seconds (RFC 9111, RFC 5861). */
export interface CachePolicy {
  /** Shared caches, as fresh. */
  maxAge: number;
  /** Shared caches, while they ask again. */
  staleWhileRevalidate: number;
  /** Shared caches while the gateway does not answer; the gateway itself while the store does not. */
  staleIfError: number;
}

/** Shorter answers gain nothing by being compressed. */
const worthCompressing = 1024;

type Compress = (body: Buffer) => Promise<Buffer>;
const codings: Record<string, Compress> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body) => promisify(gzip)(body),
};

export interface SendOptions {
  policy: CachePolicy;
  /** Knows what comes and goes by itself. */
  freshness: Pick<Freshness, 'quiet' | 'life'>;
  collectionTag(tag: string): string;
  common: CommonHeaders;
  isDraining(): boolean;
}

/** An answer that may be kept, on its way to one client. */
export interface Kept {
  response: KeptResponse;
  /** Media type. */
  type: string;
  /** Seconds since the store was last heard; undefined while it is. */
  age?: number | undefined;
}

/** What can be made of an answer that may be kept. */
export interface Sender {
  /** Sends it to whoever has asked without Fastify; false, and nothing is sent, where it has to be compressed first. */
  ready(request: IncomingMessage, response: ServerResponse, kept: Kept): boolean;
  /** @param onVariant told of a compressed form, which may be kept */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    kept: Kept,
    onVariant: (coding: string, body: Buffer) => void,
  ): undefined | Promise<undefined>;
}

/** What does not depend on who asks, for one of the few forms in which an answer goes out. */
interface Head {
  type: string;
  coding: string | undefined;
  tagged: boolean;
  cacheControl: string;
  /** Names and values in turn, as `writeHead` takes them. */
  lines: string[];
}

/**
 * Sends answers that may be kept: 304 to a GET whose sender has it already, in the coding that the client likes best. It
 * writes to the connection itself, headers made once: what Fastify does to send a reply costs more than all else about an
 * answer that is there.
 */
export function sender({ policy, freshness, collectionTag, common, isDraining }: SendOptions): Sender {
  const cacheControl = cacheControlOf(policy, freshness);
  const heads = new WeakMap<KeptResponse, Head[]>();

  function headOf(response: KeptResponse, form: Omit<Head, 'lines'>): Head {
    const { type, coding, tagged } = form;
    const made = heads.get(response) ?? [];
    const isOfForm = (head: Head) => head.type === type && head.coding === coding && head.tagged === tagged;
    const before = made.find(isOfForm);
    if (before?.cacheControl === form.cacheControl) return before;
    const lines = Object.entries({
      ...common.security(),
      'content-type': `${type}; charset=utf-8`,
      vary: 'Accept, Accept-Encoding, Authorization, Origin',
      'content-length': String(bodyOf(response, coding).length),
      'cache-control': form.cacheControl,
      ...(coding && { 'content-encoding': coding }),
      ...(tagged && { etag: etagOf(response), ...tagHeaders(response.tags, collectionTag) }),
    }).flat();
    const head = { ...form, lines };
    heads.set(response, [...made.filter((other) => other !== before), head]);
    return head;
  }

  /** What depends on who asks, and when: mostly nothing. */
  function ownLines(request: IncomingMessage, age: number | undefined): readonly string[] {
    const forOrigin = common.forOrigin(request);
    if (age === undefined && !isDraining()) return forOrigin;
    return [
      ...forOrigin,
      ...(isDraining() ? ['connection', 'close'] : []),
      ...(age === undefined ? [] : ['age', String(age), 'cache-status', 'dateline; hit; fwd=stale']),
    ];
  }

  function write(request: IncomingMessage, raw: ServerResponse, { response, type, age }: Kept, coding?: string): void {
    const tagged = request.method !== 'POST';
    const { lines } = headOf(response, { type, coding, tagged, cacheControl: cacheControl(response) });
    const known = tagged && matches(request.headers['if-none-match'], etagOf(response));
    const own = ownLines(request, age);
    raw.writeHead(known ? 304 : 200, own.length === 0 ? lines : [...lines, ...own]);
    raw.end(known || request.method === 'HEAD' ? undefined : bodyOf(response, coding));
  }

  return {
    ready(request, raw, kept) {
      const coding = codingOf(request, kept.response);
      if (coding && !kept.response.variants.has(coding)) return false;
      write(request, raw, kept, coding);
      return true;
    },
    send({ raw: request }, reply, kept, onVariant) {
      const coding = codingOf(request, kept.response);
      const go = (): undefined => {
        reply.hijack();
        write(request, reply.raw, kept, coding);
      };
      if (!coding || kept.response.variants.has(coding)) return go();
      return (codings[coding] as Compress)(kept.response.body).then((body) => {
        onVariant(coding, body);
        return go();
      });
    },
  };
}

/** Undefined for none. */
const codingOf = ({ headers }: IncomingMessage, { body }: KeptResponse): string | undefined =>
  body.length < worthCompressing ? undefined : codingFor(headers['accept-encoding']);

const bodyOf = ({ body, variants }: KeptResponse, coding: string | undefined): Buffer =>
  (coding && variants.get(coding)) || body;

function etagOf(response: KeptResponse): string {
  response.etag ??= `W/"${createHash('sha256').update(response.body).digest('base64url').slice(0, 22)}"`;
  return response.etag;
}

/**
 * Nobody may go on with an answer beyond the instant at which something comes or goes by itself: whatever it is, for a narrower
 * answer would tell that there is something under embargo. Where there is no other answer, one that lacks what is new is better than
 * none; one that shows what is gone is not.
 */
function cacheControlOf(policy: CachePolicy, freshness: SendOptions['freshness']): (response: KeptResponse) => string {
  const { maxAge, staleWhileRevalidate, staleIfError } = policy;
  if (maxAge === 0) return () => 'public, no-cache';
  const usual = directives(policy);
  const longest = (maxAge + Math.max(staleWhileRevalidate, staleIfError)) * 1000;
  return (response) => {
    const quiet = freshness.quiet;
    if (quiet > longest) return usual;
    const life = freshness.life(response.tags, longest);
    const seconds = (milliseconds: number) => Math.max(0, Math.floor(milliseconds / 1000));
    const fresh = Math.min(maxAge, seconds(quiet));
    return directives({
      maxAge: fresh,
      staleWhileRevalidate: Math.min(staleWhileRevalidate, seconds(quiet) - fresh),
      staleIfError: Math.min(staleIfError, Math.max(0, seconds(life) - fresh)),
    });
  };
}

const directives = ({ maxAge, staleWhileRevalidate, staleIfError }: CachePolicy): string =>
  `public, max-age=0, s-maxage=${maxAge}, stale-while-revalidate=${staleWhileRevalidate}, stale-if-error=${staleIfError}`;

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch.split(/\s*,\s*/).includes(etag));

/** Headers of which clients send a handful are looked into once. */
const maxRemembered = 100;
const remembered = new Map<string, string | undefined>();

/** What its types do not know yet: which of those that a client likes as much as any other comes first. */
interface Preferring {
  encoding(available: string[], options: { preferred: string[] }): string | undefined;
}

/** Undefined for none. */
function codingFor(accepted: string | undefined): string | undefined {
  if (accepted === undefined) return undefined;
  if (remembered.has(accepted)) return remembered.get(accepted);
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const best = (negotiator as Preferring).encoding(['br', 'gzip', 'identity'], { preferred: ['br', 'gzip'] });
  const coding = best === 'identity' ? undefined : best;
  if (remembered.size < maxRemembered) remembered.set(accepted, coding);
  return coding;
}
