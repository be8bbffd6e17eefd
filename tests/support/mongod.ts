import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, MongoServerError } from 'mongodb';

export interface MongodOptions {
  /** The mongod to start. */
  binary: string;
  /** Its data; without one, a temporary directory that `stop` removes. */
  dbPath?: string;
  port?: number;
  /** Name of a replica set of this one member, which change streams and transactions need; `false` for a standalone server. */
  replicaSet?: string | false;
  /** It is to be a member of a replica set that somebody else makes of several: it is ready when it answers. */
  member?: boolean;
  /** Memory and patience; what is left out is little of both, as tests want it. */
  limits?: { cacheGigabytes?: number; transactionSeconds?: number };
}

export interface Mongod {
  uri: string;
  host: string;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would; `restart` brings it back with the same data. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const READY_MS = 30_000;
const ALREADY_INITIALIZED = 23;

/** Starts a mongod on loopback and resolves once it takes writes. */
export async function startMongod(options: MongodOptions): Promise<Mongod> {
  const { binary, dbPath, port, replicaSet = 'rs0', member = false, limits = {} } = options;
  const directory = dbPath ?? (await mkdtemp(join(tmpdir(), 'dateline-mongod-')));
  const at = port ?? (await freePort());
  const host = `127.0.0.1:${at}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const replication = replicaSet === false ? [] : ['--replSet', replicaSet, '--oplogSize', '64'];
    const args = [
      '--dbpath',
      directory,
      '--port',
      `${at}`,
      '--bind_ip',
      '127.0.0.1',
      '--wiredTigerCacheSizeGB',
      `${limits.cacheGigabytes ?? 0.25}`,
    ];
    // Where a test has killed a writer, its open transaction would keep the database from being dropped for a minute.
    const lifetime = ['--setParameter', `transactionLifetimeLimitSeconds=${limits.transactionSeconds ?? 3}`];
    const started = spawn(binary, [...args, '--quiet', ...lifetime, ...replication], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    started.stdout?.on('data', keep);
    started.stderr?.on('data', keep);
    const failed = new Promise<never>((_, reject) => {
      started.once('error', reject);
      started.once('exit', (code) => reject(new Error(`mongod ended with code ${code}:\n${output}`)));
    });
    failed.catch(() => undefined);
    await Promise.race([member ? waitUntilUp(host) : waitUntilWritable(host, replicaSet), failed]);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await gone;
  }

  async function stop(): Promise<void> {
    await end('SIGTERM');
    if (dbPath === undefined) await rm(directory, { recursive: true, force: true });
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const query = replicaSet === false ? '?directConnection=true' : `?replicaSet=${replicaSet}&directConnection=true`;
  return { uri: `mongodb://${host}/${query}`, host, stop, kill: () => end('SIGKILL'), restart: start };
}

async function waitUntilUp(host: string): Promise<void> {
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: READY_MS });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}

async function waitUntilWritable(host: string, replicaSet: string | false): Promise<void> {
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: READY_MS });
  try {
    await client.connect();
    const admin = client.db('admin');
    if (replicaSet !== false) {
      const config = { _id: replicaSet, members: [{ _id: 0, host }] };
      await admin.command({ replSetInitiate: config }).catch((error: unknown) => {
        if (!(error instanceof MongoServerError) || error.code !== ALREADY_INITIALIZED) throw error;
      });
    }
    for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
      if ((await admin.command({ hello: 1 })).isWritablePrimary) return;
    }
    throw new Error(`mongod at ${host} did not become primary within ${READY_MS / 1000} s`);
  } finally {
    await client.close();
  }
}

/** A port that was free a moment ago may be named again before anybody listens there. */
const named = new Set<number>();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  if (named.has(address.port)) return freePort();
  named.add(address.port);
  return address.port;
}
