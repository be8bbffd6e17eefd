import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What answers with data may load nothing and be framed by nobody; pages for browsers say what they need themselves. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
const policy = { contentSecurityPolicy: { useDefaults: false, directives: nothing } };

/** Security headers on all answers of this part of the app. */
export async function securityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, policy);
}

/** Headers of answers that are too many for hooks: what protects them, and what lets pages of other origins read them. */
export interface CommonHeaders {
  /** On an answer that is for one asker alone: what says nothing of how long it is good for, a shared cache may keep as it likes. */
  set(request: FastifyRequest, reply: FastifyReply): void;
  security(): Record<string, string>;
  /** Names and values in turn. */
  forOrigin(request: Pick<IncomingMessage, 'headers'>): readonly string[];
}

/** Those that mean something for data (OWASP REST Security Cheat Sheet); the others are about pages, or say less than the policy does. */
const security = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

export function commonHeaders(corsOrigins: readonly string[]): CommonHeaders {
  const allowed = new Map(corsOrigins.map((origin) => [origin, ['access-control-allow-origin', origin]]));
  const none: string[] = [];
  const forOrigin = ({ headers: { origin } }: Pick<IncomingMessage, 'headers'>) =>
    (origin === undefined ? undefined : allowed.get(origin)) ?? none;
  return {
    security: () => security,
    forOrigin,
    set(request, reply) {
      const [name, value] = forOrigin(request);
      reply.headers({
        ...security,
        'cache-control': 'no-store',
        vary: 'Authorization, Origin',
        ...(name && { [name]: value }),
      });
    },
  };
}
