import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';
import { openMongo } from '../../src/store/mongodb.js';
import type { LogEntry, Store } from '../../src/store/store.js';
import { type Mongod, startMongod } from '../support/mongod.js';
import { startNetwork } from '../support/network.js';
import { mongoPlace, skip } from './mongodb.place.js';
import { append, collections, insert, item, put } from './newsroom.js';

const message =
  (code: string, ...parts: RegExp[]) =>
  (error: Error & { code?: string }) => {
    assert.equal(error.code, code, error.message);
    for (const part of parts) assert.match(error.message, part);
    assert.doesNotMatch(error.message, /secret|\n/);
    return true;
  };

/** So many items with so many tags each, all different: each is an entry of an index. */
function insertTagged(count: number, tags: number) {
  const of = Array.from({ length: tags }, (_, at) => `tag ${at}`);
  const items = Array.from({ length: count }, (_, at) => item(at, { tags: of.map((tag) => `${tag} of ${at}`) }));
  return insert('items', ...items);
}

describe('A MongoDB address that does not work', () => {
  it('is a wrong setting where it cannot be read', async () => {
    for (const uri of [
      'localhost:27017',
      'mongodb://',
      'mongodb://u:secret@/x',
      'mongodb://u:se@cret@host:x/',
      'mongodb://u:secret@h/?nonsense=1',
    ]) {
      await assert.rejects(
        openMongo({ uri, collections }),
        message('CONFIGURATION', /mongodb:\/\/host:27017\/dateline/),
      );
    }
  });

  it('is unavailable where nobody answers', { timeout: 20_000 }, async () => {
    const uri = 'mongodb://user:secret@127.0.0.1:1/news';
    await assert.rejects(openMongo({ uri, collections }), message('UNAVAILABLE', /127\.0\.0\.1:1/, /start it/));
  });
});

describe('On MongoDB', { skip }, () => {
  it('a unique index serves queries for its values', async () => {
    const place = await mongoPlace();
    const store = await place.open();
    const client = new MongoClient(place.address.uri as string);
    try {
      await store.write(insert('items', item(1, { slug: 'a', source: { system: 's', id: '1' } })));
      const queries = [{ slug: 'a' }, { slug: { $in: ['a', 'b'] } }, { 'source.system': 's', 'source.id': '1' }];
      for (const query of queries) {
        const plan = JSON.stringify(await client.db().collection('items').find(query).explain('queryPlanner'));
        assert.match(plan, /"stage":"IXSCAN"/, JSON.stringify(query));
      }
    } finally {
      await client.close();
      await store.close();
      await place.remove();
    }
  });

  it('every command settles, whatever the moment at which its connection is cut', { timeout: 60_000 }, async () => {
    const place = await mongoPlace();
    const address = new URL(place.address.uri as string);
    const network = await startNetwork({ host: address.hostname, port: Number(address.port) });
    address.host = network.host;
    const store = await openMongo({ uri: address.href, collections });
    try {
      let isOver = false;
      let answers = 0;
      const readers = Array.from({ length: 16 }, async (_, at) => {
        for (let round = 0; !isOver; round += 1) {
          await sleep((round + at) % 4);
          // So late in the turn that the driver may not have heard yet that a connection is gone.
          await turn();
          await store
            .collection('items')
            .find({}, { limit: 1, signal: AbortSignal.timeout(20_000) })
            .toArray()
            .then(
              () => {
                answers += 1;
              },
              ({ code }) => assert.equal(code, 'UNAVAILABLE'),
            );
        }
      });
      for (let cut = 0; cut < 200; cut += 1) {
        await sleep(20);
        network.cut();
      }
      isOver = true;
      await Promise.all(readers);
      assert.ok(answers > 0);
    } finally {
      await store.close();
      await network.close();
      await place.remove();
    }
  });

  it('a transaction that has no room says so, and leaves nothing', async () => {
    const place = await mongoPlace();
    const store = await place.open();
    try {
      await assert.rejects(store.write(insertTagged(8000, 300)), message('TOO_LARGE', /wiredTigerCacheSizeGB/));
      assert.deepEqual(await store.collection('items').find({}, { limit: 1 }).toArray(), []);
    } finally {
      await store.close();
      await place.remove();
    }
  });

  it('indexes that somebody else has made stay', async () => {
    const place = await mongoPlace();
    const client = new MongoClient(place.address.uri as string);
    try {
      const items = client.db().collection('items');
      await items.createIndex({ headline: 1 }, { name: 'theirs' });
      await items.createIndex({ section: 1, published: -1, _id: -1 }, { name: 'sameKeyOtherName' });
      await (await place.open()).close();
      const names = (await items.indexes()).map(({ name }) => name);
      assert.ok(names.includes('theirs') && names.includes('sameKeyOtherName'));
      assert.ok(names.includes('bySlug') && !names.includes('bySection'));
    } finally {
      await client.close();
      await place.remove();
    }
  });
});

describe('A watch on MongoDB', { skip }, () => {
  const whole: Record<string, (db: Db) => Promise<unknown>> = {
    'the database is dropped': (db) => db.dropDatabase(),
    'a collection is dropped': (db) => db.collection('items').drop(),
    'a collection is renamed': (db) => db.collection('items').rename('elsewhere'),
    'a collection is put in the place of one': (db) => db.collection('other').rename('items', { dropTarget: true }),
  };
  for (const [what, act] of Object.entries(whole)) {
    it(`does not go on in silence when ${what}`, { timeout: 20_000 }, async () => {
      const place = await mongoPlace();
      const store = await place.open();
      const client = new MongoClient(place.address.uri as string);
      try {
        await store.write(insert('items', item(1)));
        await client.db().collection('other').insertOne({ of: 'somebody else' });
        const changes = await store.watch();
        await act(client.db());
        const watching = async () => {
          for await (const _ of changes);
        };
        await assert.rejects(watching(), { code: 'TOKEN_LOST' });
      } finally {
        await client.close();
        await store.close();
        await place.remove();
      }
    });
  }

  it('says nothing of collections that are not declared', async () => {
    const place = await mongoPlace();
    const store = await place.open();
    const client = new MongoClient(place.address.uri as string);
    try {
      await client.db().collection('other').insertOne({ of: 'somebody else' });
      const changes = await store.watch();
      await client.db().collection('other').rename('another');
      await client.db().collection('another').drop();
      await store.write(insert('items', item(1)));
      for await (const { id } of changes) {
        assert.equal(id, 'item-00001');
        break;
      }
    } finally {
      await client.close();
      await store.close();
      await place.remove();
    }
  });
});

const binary = process.env.TEST_MONGOD;

describe('A MongoDB server', { skip: binary === undefined ? 'no mongod to start' : false }, () => {
  describe('that is standalone', () => {
    let server: Mongod;
    before(async () => {
      server = await startMongod({ binary: binary as string, replicaSet: false });
    });
    after(() => server.stop());

    it('writes without transactions and cannot be watched', async () => {
      const store = await openMongo({ uri: server.uri, collections });
      try {
        await store.write([...insert('items', item(1)), put('parts', { _id: 'p' })]);
        assert.equal((await store.collection('parts').find({}).toArray()).length, 1);
        await assert.rejects(store.watch(), { code: 'UNSUPPORTED' });
      } finally {
        await store.close();
      }
    });

    it('numbers what several writers append to a log, each number once', async () => {
      const stores = await Promise.all([1, 2, 3].map(() => openMongo({ uri: server.uri, collections })));
      const [store] = stores as [Store, ...Store[]];
      try {
        const written = stores.flatMap((one) =>
          Array.from({ length: 20 }, (_, n) => one.write([...append('log', {}, {}), put('notes', { _id: `${n}` })])),
        );
        await Promise.all(written);
        const entries = await store
          .collection<LogEntry>('log')
          .find({}, { sort: { _id: 1 } })
          .toArray();
        assert.deepEqual(
          entries.map(({ number }) => number),
          Array.from({ length: 120 }, (_, at) => at + 1),
        );
      } finally {
        for (const one of stores) await one.close();
      }
    });
  });

  it('that gives transactions little time says so, and has nothing of what took longer', async () => {
    const limits = { cacheGigabytes: 2, transactionSeconds: 1 };
    const server = await startMongod({ binary: binary as string, limits });
    const store = await openMongo({ uri: server.uri, collections });
    try {
      await assert.rejects(
        store.write(insertTagged(20_000, 100)),
        message('TOO_LARGE', /transactionLifetimeLimitSeconds/),
      );
      assert.deepEqual(await store.collection('items').find({}, { limit: 1 }).toArray(), []);
    } finally {
      await store.close();
      await server.stop();
    }
  });

  describe('that is killed', () => {
    let server: Mongod;
    before(async () => {
      server = await startMongod({ binary: binary as string });
    });
    after(() => server.stop());

    it('is unavailable, and is there again with all that was acknowledged', { timeout: 60_000 }, async () => {
      const store = await openMongo({ uri: server.uri, collections });
      try {
        const changes = await store.watch();
        await store.write(insert('items', item(1)));
        await server.kill();
        await Promise.all([
          assert.rejects(store.collection('items').find({}).toArray(), { code: 'UNAVAILABLE' }),
          assert.rejects(store.write(insert('items', item(2))), { code: 'UNAVAILABLE' }),
          assert.rejects(store.ping(), { code: 'UNAVAILABLE' }),
        ]);
        await server.restart();
        await store.ping();
        assert.equal((await store.collection('items').find({ _id: 'item-00001' }).toArray()).length, 1);
        await store.write(insert('items', item(3)));
        const seen: string[] = [];
        for await (const { id } of changes) if (seen.push(id) === 2) break;
        assert.deepEqual(seen, ['item-00001', 'item-00003']);
      } finally {
        await store.close();
      }
    });
  });
});
