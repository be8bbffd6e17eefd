import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Negotiator from 'negotiator';
import { mightWantPage } from '../wants-page.js';
import { explorerFile, version } from './files.js';
import { explorerPage } from './page.js';
import { explorerPolicy, startPolicy } from './policy.js';
import { startPage } from './start.js';

/**
 * `/` says what runs here. Where the explorer is enabled, a browser that opens `/graphql` gets it; whoever asks for
 * anything but a page is still answered by the GraphQL route of the same address.
 */
export async function explorerRoutes(app: FastifyInstance, { enabled }: { enabled: boolean }): Promise<void> {
  const start = startPage(enabled);
  app.get('/', (_request, reply) =>
    reply
      .headers({ 'content-security-policy': startPolicy, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(start),
  );
  if (!enabled) return;

  const page = explorerPage();
  app.addConstraintStrategy(asksForPage);
  app.get('/graphql', { constraints: { [asksForPage.name]: 'yes' } }, (_request, reply) =>
    varies(reply, 'Accept')
      .headers({ 'content-security-policy': explorerPolicy, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  app.get<{ Params: { file: string } }>(`/explorer/${version}/:file`, async (request, reply) => {
    const file = await explorerFile(request.params.file);
    if (!file) return reply.callNotFound();
    // The address changes with the content.
    reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', etag: file.etag });
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    reply.type(file.type);
    varies(reply, 'Accept-Encoding');
    const zipped = new Negotiator(request.raw).encoding(['gzip', 'identity']) === 'gzip';
    return zipped ? reply.header('content-encoding', 'gzip').send(file.gzip) : reply.send(await file.plain());
  });
}

/**
 * Whether a request would rather have a page than an answer: browsers do when an address is opened, other clients do
 * not. The router asks this of every request, so most are told by a glance.
 */
function wantsExplorer(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (!mightWantPage(request)) return false;
  const types = ['application/graphql-response+json', 'application/json', 'text/html'];
  return new Negotiator({ headers }).mediaType(types) === 'text/html';
}

/** Adds to what others, such as CORS, have said already. */
const varies = (reply: FastifyReply, header: string): FastifyReply =>
  reply.header('vary', [reply.getHeader('vary') ?? [], header].flat().join(', '));

type Strategy = Parameters<FastifyInstance['addConstraintStrategy']>[0];
type Handler = NonNullable<ReturnType<ReturnType<Strategy['storage']>['get']>>;

/** Lets the router tell the two kinds of requests for one address apart. */
const asksForPage: Strategy = {
  name: 'asksForPage',
  deriveConstraint: (request) => (wantsExplorer(request) ? 'yes' : undefined),
  storage() {
    const handlers = new Map<unknown, Handler>();
    return {
      get: (value) => handlers.get(value) ?? null,
      set: (value, handler) => void handlers.set(value, handler),
    };
  },
};
