import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type Following, follow } from '../../src/cache/follow.js';
import type { Store, WatchOptions } from '../../src/store/store.js';
import { FakeStream } from './fake-stream.js';

describe('a gateway that follows a store', () => {
  it('does not trust what it keeps after a silence before all that happened meanwhile was told of', async (test) => {
    let now = 1000;
    test.mock.method(performance, 'now', () => now);
    let stream: FakeStream | undefined;
    const watch = async ({ onPulse }: WatchOptions) => {
      stream = new FakeStream(onPulse ?? assert.fail);
      return stream;
    };
    const following: Following = follow({
      store: { watch } as unknown as Store,
      without: [],
      tagsOf: ({ id }) => [id],
      readComing: async () => [],
      comingOf: () => undefined,
      onUnsupported: assert.fail,
      onError: () => undefined,
    });
    try {
      await turn();
      const pulse = () => stream?.pulse();
      const tell = async (id: string) => {
        stream?.tell({ collection: 'articles', id, kind: 'replace', token: id });
        await turn();
      };
      for (let times = 0; times < 2; times += 1) pulse();
      await following.ready;
      assert.ok(following.freshness.trusted);

      now += 1000;
      assert.ok(!following.freshness.trusted, 'in the silence');
      // A batch of three comes late. Each has a pulse before it, and none of these says that it is the last.
      for (const id of ['a', 'b', 'c']) {
        await tell(id);
        assert.ok(!following.freshness.trusted, `with what comes after ${id} untold`);
      }
      pulse();
      assert.ok(!following.freshness.trusted, 'one after the last change, which may be another’s');
      pulse();
      assert.ok(following.freshness.trusted);
    } finally {
      const closed = following.close();
      stream?.fail(new Error('closed'));
      await closed;
    }
  });
});
