import { setTimeout as sleep } from 'node:timers/promises';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  milliseconds: number;
}

export async function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return request(`${address}/graphql`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export async function request(url: string, init: RequestInit = {}): Promise<Reply> {
  const started = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, milliseconds: performance.now() - started };
}

/**
 * Sends it, and again as long as it is turned away with Retry-After, as a client would: on a busy machine the one before may have kept
 * the event loop for a second, and the gateway then turns away whoever comes. One that turns everybody away for good is found out.
 */
export async function admitted(send: () => Promise<Reply>): Promise<Reply> {
  for (let left = 10; ; left -= 1) {
    const reply = await send();
    const wait = reply.headers.get('retry-after');
    if (reply.status !== 503 || wait === null || left === 0) return reply;
    await sleep(Number(wait) * 1000);
  }
}
