import type { Operation } from '../content/queries.js';
import { type Started, start, startCommand, startModule } from './processes.js';

/** Something that answers queries, in a process of its own. */
export interface Server {
  name: string;
  url: string;
  process: Started;
}

/** Which caches a gateway keeps: all, documents alone, none. */
export type Mode = 'hot' | 'warm' | 'cold';
const caches: Record<Mode, Record<string, string>> = {
  hot: {},
  warm: { CACHE_RESPONSES: '0' },
  cold: { CACHE_RESPONSES: '0', CACHE_DOCUMENTS: '0' },
};

export type Peer = 'apollo' | 'yoga' | 'mercurius' | 'mercuriusWithoutJit' | 'handwritten' | 'bytes';
interface PeerProgram {
  name: string;
  /** Its module in `bench/peers`. */
  module: string;
  settings?: Record<string, string>;
}
const peers: Record<Peer, PeerProgram> = {
  apollo: { name: 'Apollo Server', module: 'apollo' },
  yoga: { name: 'GraphQL Yoga', module: 'yoga' },
  mercurius: { name: 'Mercurius with JIT', module: 'mercurius', settings: { JIT: '1' } },
  mercuriusWithoutJit: { name: 'Mercurius without JIT', module: 'mercurius', settings: { JIT: '0' } },
  handwritten: { name: 'hand-written', module: 'handwritten' },
  bytes: { name: 'ready bytes', module: 'bytes' },
};

/** The gateway as `npm start` runs it, on a store that is named by settings. It logs no single operations, as the peers do not. */
export async function startGateway(
  mode: Mode,
  store: Record<string, string>,
  name = `Dateline, ${mode}`,
): Promise<Server> {
  const settings = { PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'warn', DRAIN_TIME: '0', ...caches[mode], ...store };
  const process = startCommand('bundle/main.js', [], settings);
  const url = await process.says(/answers at (http:\S+)/);
  return { name, url, process };
}

/** `npm start` itself, with npm and the look at what must be built. It leads a group of processes, which `end` ends. */
export function startByNpm(settings: Record<string, string>): Started {
  const all = { PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'warn', DRAIN_TIME: '0', ...settings };
  return start('npm', ['start', '--silent'], all, 'npm start', { detached: true });
}

/** @param answers what `bytes` is to send, by the operation's name */
export async function startPeer(peer: Peer, mongodbUri: string, answers?: Record<string, string>): Promise<Server> {
  const { name, module, settings } = peers[peer];
  const process = startModule(`bench/dist/peers/${module}.js`, { MONGODB_URI: mongodbUri, ...settings });
  if (answers) process.child.send(answers);
  const { url } = await process.message<{ url: string }>();
  return { name, url: url.endsWith('/graphql') ? url : `${url}/graphql`, process };
}

/** One answer. Rejects for anything but data without errors. */
export async function ask(server: Pick<Server, 'name' | 'url'>, operation: Operation): Promise<string> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  if (response.status !== 200 || JSON.parse(text).errors)
    throw new Error(
      `${server.name} answered ${operation.operationName} with ${response.status}: ${text.slice(0, 500)}`,
    );
  return text;
}
