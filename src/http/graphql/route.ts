import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Freshness } from '../../cache/freshness.js';
import { type KeptResponse, type Made, Responses } from '../../cache/responses.js';
import type { Context, ContextOptions } from '../../graph/context.js';
import { asksForCost } from '../../graph/cost-report.js';
import { Documents } from '../../graph/documents.js';
import { errorFormatter } from '../../graph/format-error.js';
import type { Limits } from '../../graph/limits.js';
import type { OperationRecord } from '../../graph/operation-log.js';
import { noting, type Readership, uncounted, type Visitor } from '../../graph/readership.js';
import { errorBody } from '../errors.js';
import type { Weighed } from '../metrics.js';
import type { Admit } from '../overload.js';
import type { CommonHeaders } from '../security.js';
import { visitorOf } from '../visitor.js';
import { startApollo } from './apollo.js';
import type { FastPath } from './fast-path.js';
import { KeptAnswer } from './kept-answer.js';
import { keyOf, RequestKeys, textOf } from './keys.js';
import { isRefusal, type PersistedDocuments, type Refusal } from './persisted.js';
import type { Preview } from './preview.js';
import { jsonBodies, mediaTypeFor, type Parameters, parametersOf, requestOf } from './request.js';
import type { RunningOperations } from './running.js';
import { type CachePolicy, type Kept, sender } from './send.js';
import { type ApolloAnswer, throughApollo } from './through-apollo.js';
import { tooLarge } from './too-large.js';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  newContext(request: Pick<ContextOptions, 'signal' | 'readership' | 'preview'>): Context;
  /** Who sees what is not public. */
  preview: Preview;
  /** How a reader's doings are counted. */
  visit(visitor: Visitor): Readership;
  limits: Limits;
  /** Milliseconds that one operation may take. */
  timeout: number;
  /** Whether clients may learn of the schema: introspection, and hints at names in errors. */
  open: boolean;
  persisted: PersistedDocuments;
  freshness: Freshness;
  /** Bytes of whole answers that are kept; 0 keeps none. */
  responseBytes: number;
  policy: CachePolicy;
  collectionTag(tag: string): string;
  admit: Admit;
  common: CommonHeaders;
  isDraining(): boolean;
  /** Before Fastify. */
  fastPath: FastPath;
  running: RunningOperations;
  reports: Reports;
  /** Fastify itself has none: it would make one for each request. */
  log: FastifyBaseLogger;
}

/** A request that has been understood. */
interface Asking {
  /** Media type of the answer. */
  type: string;
  key: string;
  parameters: Parameters;
}

/** An answer that is kept. */
interface Found extends Kept {
  key: string;
}

/** An answer for one asker alone. */
interface Unshared {
  answer: ApolloAnswer;
  /** Codes of its errors; undefined where Apollo Server did not come to say. */
  codes: readonly string[] | undefined;
}

/** What is told of answers. */
export interface Reports {
  operation(record: OperationRecord): void;
  /** An answer that was there already. */
  hit(): void;
  /** Whatever is kept, by name. */
  caches(caches: Record<string, Weighed | undefined>): void;
}

/** How long the store is waited for, in milliseconds, where there is an answer from before it fell silent. */
const patience = 300;
/** How long it is not asked again after that. */
const respite = 1000;

/** `/graphql` by POST and GET (GraphQL over HTTP). */
export async function graphqlRoute(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { schema, newContext, visit, limits, timeout, open, persisted, freshness, policy, admit, common, reports } =
    options;
  const documents = new Documents(schema);
  const responses = new Responses(freshness, options.responseBytes);
  const formatError = errorFormatter({ timeout, tokens: limits.tokens }, (error, id) =>
    options.log.error({ err: error, id }, 'operation failed'),
  );
  const apollo = await startApollo({ schema, limits, open, documents, formatError, report: reports.operation });
  app.addHook('onClose', () => apollo.stop());
  const { collectionTag, isDraining, running } = options;
  const { ready, send } = sender({ policy, freshness, collectionTag, isDraining, common });
  const parseJson = jsonBodies(app);
  const keys = new RequestKeys();
  reports.caches({
    responses: responses.weighed,
    parsed: documents.weighed,
    requests: keys.weighed,
    persisted: persisted.weighed,
  });
  let silentUntil = 0;

  // Whatever the answer to such a request turns out to be, it is for nobody else.
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.headers.authorization !== undefined) reply.header('cache-control', 'private, no-store');
    done();
  });
  options.fastPath.open(app, (text, request, raw) => {
    const found = knownTo(text, request.headers.accept);
    // Who counts readers has to know who asks.
    if (!found || found.response.noted || !ready(request, raw, found)) return false;
    reports.hit();
    return true;
  });
  app.route({ url: '/graphql', method: ['GET', 'POST'], handler });

  /** What is there already goes out at once: before a body that is known by heart is even parsed. */
  function handler(request: FastifyRequest, reply: FastifyReply): unknown {
    const { authorization } = request.headers;
    if (authorization !== undefined) return previewed(request, reply, authorization);
    const found = asksForCost(request) ? undefined : knownTo(textOf(request), request.headers.accept);
    return found ? sendHit(request, reply, found) : understand(request, reply);
  }

  function knownTo(text: string | undefined, accept: string | undefined) {
    const key = text === undefined ? undefined : keys.get(text);
    const response = key === undefined ? undefined : responses.get(key);
    const type = response && mediaTypeFor(accept);
    return key !== undefined && type ? { key, response, type } : undefined;
  }

  function understand(request: FastifyRequest, reply: FastifyReply): unknown {
    const parameters = resolved(request);
    if (parameters && isRefusal(parameters)) return refuse(request, reply, parameters);
    const asked = parameters && requestOf(parameters);
    const type = mediaTypeFor(request.headers.accept);
    if (!asked || !type || asksForCost(request)) return answerAlone(request, reply, parameters);
    const key = keyOf(asked);
    const text = textOf(request);
    if (text !== undefined) keys.add(text, key);
    return answer(request, reply, { type, key, parameters });
  }

  /** With the text of an operation that is named by its hash. */
  function resolved(request: FastifyRequest): Parameters | Refusal | undefined {
    const given = parametersOf(request, parseJson);
    const parameters = given && persisted.resolve(given);
    return parameters && !isRefusal(parameters) ? (tooLarge(parameters, limits) ?? parameters) : parameters;
  }

  /** @throws with a `statusCode` of 503 where there is too much to do */
  function begin(reply: FastifyReply, parameters: Parameters | undefined): void {
    admit(reply);
    if (parameters) running.enter(reply, parameters);
  }

  /** Past everything that is kept or shared. Editors are no readers: what they do is not counted. */
  async function previewed(request: FastifyRequest, reply: FastifyReply, authorization: string): Promise<unknown> {
    admit(reply);
    const refusal = await options.preview(authorization);
    if (refusal) return refuse(request, reply, refusal);
    const parameters = resolved(request);
    if (parameters && isRefusal(parameters)) return refuse(request, reply, parameters);
    if (parameters) running.enter(reply, parameters);
    const context = newContext({ signal: deadline(reply, timeout), readership: uncounted, preview: true });
    return sendOther(request, reply, await ask(request, parameters, context));
  }

  /** What nobody else can have asked in the same way. */
  async function answerAlone(request: FastifyRequest, reply: FastifyReply, parameters: Parameters | undefined) {
    begin(reply, parameters);
    const context = newContext({ signal: deadline(reply, timeout), readership: visit(visitorOf(request)) });
    return sendOther(request, reply, await ask(request, parameters, context));
  }

  /** @param parameters undefined for what is no object, or no JSON: Apollo Server says so */
  function ask(request: FastifyRequest, parameters: Parameters | undefined, context: Context): Promise<ApolloAnswer> {
    const given = parameters ?? (request.method === 'POST' ? parseJson(request.body) : undefined);
    return throughApollo(apollo, request, given, context);
  }

  function sendHit(request: FastifyRequest, reply: FastifyReply, found: Found): unknown {
    reports.hit();
    found.response.noted?.tell(visit(visitorOf(request)));
    return sendKept(request, reply, found);
  }

  function sendKept(request: FastifyRequest, reply: FastifyReply, { key, ...kept }: Found): unknown {
    return send(request, reply, kept, (coding, body) => responses.addVariant(key, kept.response, coding, body));
  }

  async function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
    const { status, code, message, limit, challenge } = refusal;
    common.set(request, reply);
    if (challenge) reply.header('www-authenticate', challenge);
    return reply.code(status).send(errorBody(code, message, limit ? { limit } : {}));
  }

  function sendOther(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: ApolloAnswer) {
    common.set(request, reply);
    return reply.code(status).headers(headers).send(body);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply, asking: Asking): Promise<unknown> {
    const { type, key, parameters } = asking;
    const response = responses.get(key);
    if (response) return sendHit(request, reply, { key, response, type });
    const resort = (response: KeptResponse) => {
      const age = Math.ceil(freshness.silence / 1000);
      return sendKept(request, reply, { key, response, type, age });
    };
    const kept = old(key);
    if (kept && performance.now() < silentUntil) return resort(kept);
    begin(reply, parameters);
    const flight = responses.share(key, () => make(request, reply, parameters));
    const soon = kept ? await Promise.race([flight, sleep(patience, undefined)]) : await flight;
    const isMissing = !soon || soon.other?.codes?.includes('UNAVAILABLE');
    // Looked for again: a change may have taken it away meanwhile.
    const stale = isMissing ? old(key) : undefined;
    if (stale) {
      silentUntil = performance.now() + respite;
      return resort(stale);
    }
    const made = soon ?? (await flight);
    // Whoever began it has been told of already.
    if (made.kept && made.joined) made.kept.noted?.tell(visit(visitorOf(request)));
    return made.kept
      ? sendKept(request, reply, { key, response: made.kept, type })
      : sendOther(request, reply, made.other.answer);
  }

  /** What has errors, or changes by itself, is for this asker alone. */
  async function make(request: FastifyRequest, reply: FastifyReply, parameters: Parameters): Promise<Made<Unshared>> {
    const noted = noting(visit(visitorOf(request)));
    const context = newContext({ signal: deadline(reply, timeout), readership: noted });
    const answer = await ask(request, parameters, context);
    const { errorCodes: codes, changesByItself } = context.answer;
    const isForAll = answer.status === 200 && codes?.length === 0 && !changesByItself;
    return isForAll ? { kept: new KeptAnswer(answer.body, context, noted) } : { other: { answer, codes } };
  }

  /** The last good answer, while there may be no better one. */
  function old(key: string): KeptResponse | undefined {
    if (freshness.trusted || freshness.silence > policy.staleIfError * 1000) return undefined;
    return responses.stale(key);
  }
}

/** Aborts when the time is over or the client has gone; holds on to nothing once the answer is sent. */
function deadline(reply: FastifyReply, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  // Each command under way listens several times.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
