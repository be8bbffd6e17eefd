import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { type Mongod, startMongod } from './mongod.js';

/** A replica set whose members fail and elect as fast as they can, so that tests need not wait. */
export interface ReplicaSet {
  /** Names all members. */
  uri: string;
  members: readonly Mongod[];
  /** Asks the members, those that answer; rejects when there is none for half a minute. */
  primary(): Promise<Mongod>;
  stop(): Promise<void>;
}

const READY_MS = 30_000;
const name = 'rs0';

export async function startReplicaSet(binary: string, size = 3): Promise<ReplicaSet> {
  const members: Mongod[] = [];
  const stop = async () => {
    await Promise.all(members.map((member) => member.stop()));
  };
  try {
    const started = Array.from({ length: size }, () => startMongod({ binary, replicaSet: name, member: true }));
    for (const result of await Promise.allSettled(started)) {
      if (result.status === 'rejected') throw result.reason;
      members.push(result.value);
    }
    const hosts = members.map(({ host }) => host);
    await asked(members[0] as Mongod, (client) =>
      client.db('admin').command({
        replSetInitiate: {
          _id: name,
          members: hosts.map((host, _id) => ({ _id, host })),
          settings: { electionTimeoutMillis: 1000, heartbeatIntervalMillis: 200 },
        },
      }),
    );
    const set = {
      uri: `mongodb://${hosts.join(',')}/?replicaSet=${name}`,
      members,
      primary: () => primaryOf(members),
      stop,
    };
    await set.primary();
    return set;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function primaryOf(members: readonly Mongod[]): Promise<Mongod> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
    for (const member of members) {
      const hello = await asked(member, (client) => client.db('admin').command({ hello: 1 })).catch(() => undefined);
      if (hello?.isWritablePrimary) return member;
    }
  }
  throw new Error(`There was no primary for ${READY_MS / 1000} s.`);
}

/** What one member answers, and no other for it. */
export async function asked<R>({ host }: Mongod, ask: (client: MongoClient) => Promise<R>): Promise<R> {
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: 500 });
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}
