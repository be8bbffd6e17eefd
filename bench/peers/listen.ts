import type { FastifyInstance } from 'fastify';

/** Listens on loopback, tells whoever forked this process where, and ends when that process has gone. */
export async function listen(app: FastifyInstance): Promise<void> {
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  tell(url);
}

export function tell(url: string): void {
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}
