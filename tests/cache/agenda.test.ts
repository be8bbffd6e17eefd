import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agenda } from '../../src/cache/agenda.js';
import { Freshness } from '../../src/cache/freshness.js';
import { Reads } from '../../src/cache/reads.js';
import { Responses } from '../../src/cache/responses.js';
import { comingOf, contextFor, readComing } from '../../src/content/index.js';
import type { Coming } from '../../src/graph/coming.js';
import type { NodeKey } from '../../src/graph/node.js';
import type { Doc } from '../../src/store/store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const hour = 3_600_000;
const key = (name: string) => `article:${name}` as NodeKey;

/** A freshness that hears everything, and whose clock the test sets. */
async function at(start: number, known: Coming[] = []) {
  const clock = { now: start };
  const agenda = new Agenda(() => clock.now);
  await agenda.renew(async () => known);
  const freshness = new Freshness({ trusted: () => true, silence: () => 0, maxAge: () => undefined }, agenda);
  return { clock, agenda, freshness, responses: new Responses(freshness, 1_000_000) };
}
const answer = (...tags: string[]) => ({ kept: { body: Buffer.from('{}'), variants: new Map(), tags } });

describe('what comes and goes by itself', () => {
  const embargoed: Coming = { key: key('a'), comes: 1000, tags: [key('a'), 'articles', 'articles/section:world'] };

  it('takes away what it touches at its instant, not before it, and nothing else', async () => {
    const { clock, responses } = await at(500, [embargoed]);
    await responses.share('world', async () => answer('articles/section:world'));
    await responses.share('people', async () => answer('people'));
    clock.now = 999;
    assert.ok(responses.get('world'));
    clock.now = 1000;
    assert.equal(responses.get('world'), undefined);
    assert.ok(responses.get('people'));
  });

  it('keeps nothing that was made for an instant before it', async () => {
    const { clock, freshness, responses } = await at(500, [embargoed]);
    await responses.share('world', async () => {
      clock.now = 1000;
      return answer('articles/section:world');
    });
    assert.equal(responses.get('world'), undefined);
    // A read that begins after it, for a request that began before it.
    assert.equal(freshness.begin(new Date(999)), -1);
    assert.ok(freshness.begin(new Date(1000)) >= 0);
  });

  it('lets nobody share an answer that was begun before it', async () => {
    const { clock, responses } = await at(500, [embargoed]);
    const slow = responses.share('world', async () => {
      await sleep(20);
      return answer('articles/section:world');
    });
    clock.now = 1000;
    let made = 0;
    await responses.share('world', async () => {
      made += 1;
      return answer('articles/section:world');
    });
    await slow;
    assert.equal(made, 1);
  });

  it('takes away the old answers of a store that is silent too', async () => {
    const { clock, responses } = await at(500, [{ key: key('a'), goes: 1000, tags: [key('a')] }]);
    await responses.share('a', async () => answer(key('a')));
    await responses.share('b', async () => answer(key('b')));
    assert.ok(responses.stale('a'));
    clock.now = 1000;
    assert.equal(responses.stale('a'), undefined);
    assert.ok(responses.stale('b'));
    // Beyond what it knows of there may be anything.
    clock.now = 3 * hour;
    assert.equal(responses.stale('b'), undefined);
  });

  it('is taken back when the clock is', async () => {
    const { clock, responses } = await at(500, [embargoed]);
    clock.now = 1500;
    await responses.share('world', async () => answer('articles/section:world'));
    assert.ok(responses.get('world'));
    clock.now = 900;
    assert.equal(responses.get('world'), undefined);
  });

  it('is trusted as far as it was read, and no further in either direction', async () => {
    const { clock, freshness, agenda } = await at(10 * hour);
    assert.ok(freshness.trusted);
    for (const jump of [-1, 3 * hour]) {
      clock.now = 10 * hour + jump;
      assert.equal(freshness.trusted, false);
    }
    await agenda.renew(async () => []);
    assert.ok(freshness.trusted);
    clock.now += hour;
    assert.ok(freshness.trusted && agenda.isOld);
  });

  it('follows what changes tell of, while it is read too', async () => {
    const { clock, agenda, responses } = await at(500);
    agenda.put(embargoed);
    await responses.share('world', async () => answer('articles/section:world'));
    await agenda.renew(async () => {
      const asItWas = { ...embargoed };
      agenda.put({ ...embargoed, comes: 2000 });
      return [asItWas];
    });
    clock.now = 1500;
    assert.ok(responses.get('world'));
    clock.now = 2000;
    assert.equal(responses.get('world'), undefined);
    agenda.put({ key: key('a'), tags: [] });
    assert.equal(agenda.next, Number.POSITIVE_INFINITY);
  });

  it('keeps nothing for an instant before one that a change has set to now, though it is read after the change', async () => {
    for (const own of [{ comes: 1000 }, { comes: 1, goes: 1000 }]) {
      const { clock, freshness, agenda } = await at(1000);
      assert.ok(freshness.begin(new Date(999)) >= 0);
      agenda.put({ key: key('a'), ...own, tags: [] });
      assert.equal(freshness.begin(new Date(999)), -1);
      assert.ok(freshness.begin(new Date(1000)) >= 0);
      await agenda.renew(async () => []);
      assert.equal(freshness.begin(new Date(999)), -1);
      clock.now = 2000;
      assert.ok(freshness.begin(new Date(2000)) >= 0);
    }
  });

  it('does not hold what has come, or comes in days', async () => {
    const { agenda } = await at(500);
    agenda.put({ key: key('old'), comes: 1, tags: [] });
    agenda.put({ key: key('late'), comes: 100 * 24 * hour, tags: [] });
    assert.equal(agenda.next, Number.POSITIVE_INFINITY);
    assert.equal(agenda.isOverdue(Number.MAX_VALUE), false);
  });
});

for (const kind of storeKinds) {
  describe(`reads of what comes by itself on the ${kind.name}`, { skip: kind.skip }, () => {
    it('keep nothing for an instant that has passed meanwhile, whenever in the request it passes', async () => {
      const place: TestStore = await kind.open();
      try {
        const comes = Date.now() + hour;
        const embargo = { status: 'EMBARGOED', embargoUntil: new Date(comes).toISOString() } as const;
        await loadInto(place.store, ...world, articleDocument(1), articleDocument(2, embargo));
        const { clock, agenda, freshness } = await at(Date.now());
        await agenda.renew((until) => readComing(place.store, until));
        const [article] = await place.store.collection<Doc>('articles').find({ slug: 'herring-2' }).toArray();
        const change = { collection: 'articles', id: 'herring-2', kind: 'replace', token: '' } as const;
        assert.equal(comingOf({ ...change, document: article as Doc })?.comes, comes);
        const cache = new Reads(freshness, 10_000_000);
        const count = async (now: number, during?: () => void) => {
          const context = contextFor(place.store, { cache, now: new Date(now) });
          const counted = context.reader('article').count({ listedUnder: 'place:norland' });
          during?.();
          return counted;
        };
        assert.equal(await count(clock.now), 1);
        assert.equal(await count(comes - 1), 1);
        // While it is read, and between the request's beginning and its read.
        clock.now = comes - 1;
        freshness.clear();
        assert.equal(await count(comes - 1, () => (clock.now = comes)), 1);
        assert.equal(await count(comes), 2);
        freshness.clear();
        assert.equal(await count(comes - 1), 1);
        assert.equal(await count(comes), 2);
        // Who began before it sees what was before, though what is kept is for after it.
        assert.equal(await count(comes - 1), 1);
        assert.equal(await count(comes), 2);
        // Taken back with the clock.
        clock.now = comes - 1;
        assert.equal(await count(comes - 1), 1);
      } finally {
        await place.remove();
      }
    });
  });
}
