import type { FastifyInstance } from 'fastify';
import { localId } from '../graph/node.js';
import type { Readership, Visitor } from '../graph/readership.js';
import { errorBody } from './errors.js';
import { visitorOf } from './visitor.js';

/** No store takes a longer id. */
const maxIdBytes = 512;

/**
 * `POST /read` with `{ "id": "<the article's id>" }`: somebody has opened it. `navigator.sendBeacon` sends the same as
 * text/plain. The answer says nothing of whether there is such an article, and waits for nobody.
 */
export function readRoute(app: FastifyInstance, visit: (visitor: Visitor) => Readership): void {
  app.post('/read', (request, reply) => {
    const articleId = articleIdIn(request.body);
    if (articleId === undefined) {
      return reply.code(400).send(errorBody('BAD_USER_INPUT', 'Send { "id": "…" } with the id of an article.'));
    }
    visit(visitorOf(request)).read(articleId);
    return reply.code(204).send();
  });
}

function articleIdIn(body: unknown): string | undefined {
  const { id } = (typeof body === 'string' ? parsed(body) : (body as { id?: unknown } | null)) ?? {};
  const articleId = typeof id === 'string' ? localId('article', id) : undefined;
  return articleId !== undefined && Buffer.byteLength(articleId) <= maxIdBytes ? articleId : undefined;
}

function parsed(text: string): { id?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON: not what this route is for
  }
}
