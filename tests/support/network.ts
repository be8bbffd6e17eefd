import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on loopback, and fails as networks do. */
export interface Network {
  host: string;
  /** Ends every connection at once. */
  cut(): void;
  /** Lets nothing through for so long; then everything that has waited. */
  stall(milliseconds: number): void;
  close(): Promise<void>;
}

export async function startNetwork(target: { host: string; port: number }): Promise<Network> {
  const sockets = new Set<Socket>();
  let stalled: NodeJS.Timeout | undefined;
  const add = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((inner) => {
    const outer = connect(target);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => {
        if (!to.write(chunk)) from.pause();
      });
      to.on('drain', () => stalled ?? from.resume());
      from.once('close', () => to.destroy());
      if (stalled) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stall(milliseconds) {
      clearTimeout(stalled);
      for (const socket of sockets) socket.pause();
      stalled = setTimeout(() => {
        stalled = undefined;
        for (const socket of sockets) socket.resume();
      }, milliseconds);
    },
    async close() {
      clearTimeout(stalled);
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
