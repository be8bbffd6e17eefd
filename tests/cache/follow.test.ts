import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type Following, follow } from '../../src/cache/follow.js';
import type { Store, WatchOptions } from '../../src/store/store.js';
import { FakeStream } from './fake-stream.js';

describe('a gateway that follows a store', () => {
  let now = 1000;
  let stream: FakeStream;
  let following: Following;
  beforeEach(async (test) => {
    (test as TestContext).mock.method(performance, 'now', () => now);
    following = follow({
      store: {
        watch: async ({ onPulse }: WatchOptions) => {
          stream = new FakeStream(onPulse ?? assert.fail);
          return stream;
        },
      } as unknown as Store,
      without: [],
      tagsOf: ({ id }) => [id],
      readComing: async () => [],
      comingOf: () => undefined,
      onUnsupported: assert.fail,
      onError: () => undefined,
    });
    await turn();
  });
  afterEach(async () => {
    const closed = following.close();
    stream.fail(new Error('closed'));
    await closed;
  });

  const pulse = async (after = 0) => {
    now += after;
    stream.pulse();
    await turn();
  };
  const tell = async (id: string) => {
    stream.tell({ collection: 'articles', id, kind: 'replace', token: id });
    await turn();
  };

  it('trusts what it keeps from the start on', async () => {
    assert.ok(!following.freshness.trusted);
    await pulse(50);
    await following.ready;
    assert.ok(following.freshness.trusted);
  });

  it('does not trust what it keeps after a silence before all that happened meanwhile was told of', async () => {
    await pulse();
    now += 1000;
    assert.ok(!following.freshness.trusted, 'in the silence');
    for (const id of ['a', 'b', 'c']) {
      await tell(id);
      assert.ok(!following.freshness.trusted, `with what comes after ${id} untold`);
    }
    await pulse();
    assert.ok(!following.freshness.trusted, 'once what was asked for before the silence is told');
    await pulse(20);
    assert.ok(following.freshness.trusted);
  });

  it('trusts it again though changes come without a pause', async () => {
    await pulse();
    now += 1000;
    for (const id of ['a', 'b', 'c']) {
      await tell(id);
      await pulse(20);
    }
    assert.ok(following.freshness.trusted);
  });

  it('does not trust it where all that was long ago is told of late, again and again', async () => {
    await pulse();
    for (const id of ['a', 'b', 'c']) {
      await tell(id);
      await pulse(200);
    }
    now += 50;
    assert.ok(!following.freshness.trusted);
  });
});
