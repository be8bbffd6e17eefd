import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { asksForCost } from '../../graph/cost-report.js';
import { mightWantPage } from '../wants-page.js';

/** Sends the answer to a request of this text (`RequestKeys`), if it is there and needs nothing that Fastify knows of the request. */
export type SendReady = (text: string, request: IncomingMessage, response: ServerResponse) => boolean;

/** How clients name the type of a body that they send; what else it may be called, Fastify knows. */
const jsonTypes = new Set<string | undefined>(['application/json', 'application/json; charset=utf-8']);

/**
 * Answers that are ready go out before Fastify is entered: all that it does for a request costs more than such an answer. Whatever is
 * not asked in the most usual form, or has no answer yet, Fastify gets as it came.
 */
export class FastPath {
  readonly #bodies = new WeakMap<IncomingMessage, Buffer>();
  #send: SendReady = () => false;

  /** @param limitBody bytes; what is longer, Fastify refuses */
  constructor(private readonly limitBody: number) {}

  /** Knows where answers are, and gives the routes of `app` the bodies that were read in vain. */
  open(app: FastifyInstance, send: SendReady): void {
    this.#send = send;
    app.addHook('preParsing', (request, _reply, payload, done) => {
      const body = this.#bodies.get(request.raw);
      done(null, body ? Readable.from(body) : payload);
    });
  }

  /** In front of Fastify's own listener. */
  before(fastify: RequestListener): RequestListener {
    return (request, response) => {
      const { method, url } = request;
      if (method === 'GET' && url && isForAll(request) && this.#send(url, request, response)) return;
      if (method !== 'POST' || url !== '/graphql' || !isForAll(request) || !this.#isPlain(request)) {
        return fastify(request, response);
      }
      whole(request, (body) => {
        if (this.#send(body.toString(), request, response)) return;
        this.#bodies.set(request, body);
        fastify(request, response);
      });
    };
  }

  #isPlain({ headers }: IncomingMessage): boolean {
    return jsonTypes.has(headers['content-type']) && Number(headers['content-length']) <= this.limitBody;
  }
}

/**
 * Who has a token may see more, who asks for the cost is told it; who would take a page may want the explorer, which the router has at the
 * same address.
 */
const isForAll = (request: IncomingMessage): boolean =>
  request.headers.authorization === undefined && !asksForCost(request) && !mightWantPage(request);

/** Told of the body of a request once all of it is there; never, if its sender leaves before. */
function whole(request: IncomingMessage, told: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => told(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
}
