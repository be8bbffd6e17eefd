import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Freshness } from '../../src/cache/freshness.js';
import { Responses } from '../../src/cache/responses.js';
import { TaggedCache } from '../../src/cache/tagged-cache.js';

function cacheOf(maxBytes = 10_000) {
  const heard = { now: true };
  const freshness = new Freshness({ trusted: () => heard.now, silence: () => 0, maxAge: () => undefined });
  return { heard, freshness, cache: new TaggedCache<{ tags: string[] }>(freshness, () => 100, maxBytes) };
}

describe('what is kept', () => {
  it('is gone when a change has one of its tags', () => {
    const { freshness, cache } = cacheOf();
    cache.set('a', { tags: ['article:a', 'articles/section:world'] }, freshness.begin());
    cache.set('b', { tags: ['article:b'] }, freshness.begin());
    freshness.evict(['articles/section:world']);
    assert.equal(cache.get('a'), undefined);
    assert.ok(cache.get('b'));
  });

  it('is nothing that was read before a change that has been told of', () => {
    const { freshness, cache } = cacheOf();
    const begun = freshness.begin();
    freshness.evict(['article:a']);
    cache.set('a', { tags: ['article:a'] }, begun);
    cache.set('b', { tags: ['article:b'] }, begun);
    assert.equal(cache.get('a'), undefined);
    assert.ok(cache.get('b'));
  });

  it('is nothing that was read before a gap, however much has changed since', () => {
    const { freshness, cache } = cacheOf();
    const begun = freshness.begin();
    freshness.clear();
    cache.set('a', { tags: ['article:a'] }, begun);
    assert.equal(cache.get('a'), undefined);
    const later = freshness.begin();
    for (let other = 0; other < 20_000; other += 1) freshness.evict([`article:${other}`]);
    cache.set('a', { tags: ['article:a'] }, later);
    assert.equal(cache.get('a'), undefined);
  });

  it('is passed by while the store is silent, and nothing is added', () => {
    const { heard, freshness, cache } = cacheOf();
    cache.set('a', { tags: ['article:a'] }, freshness.begin());
    heard.now = false;
    assert.equal(cache.get('a'), undefined);
    assert.ok(cache.stale('a'));
    cache.set('b', { tags: [] }, freshness.begin());
    heard.now = true;
    assert.ok(cache.get('a'));
    assert.equal(cache.get('b'), undefined);
  });

  it('is looked at in one go as it was when that began', async () => {
    const { heard, freshness, cache } = cacheOf();
    cache.set('a', { tags: ['article:a'] }, freshness.begin());
    assert.ok(cache.getInOneGo('a'));
    heard.now = false;
    assert.ok(cache.getInOneGo('a'));
    await Promise.resolve();
    assert.equal(cache.getInOneGo('a'), undefined);
    heard.now = true;
    await Promise.resolve();
    assert.ok(cache.getInOneGo('a'));
    freshness.evict(['article:a']);
    assert.equal(cache.getInOneGo('a'), undefined);
  });

  it('makes room by what was used longest ago', () => {
    const { freshness, cache } = cacheOf(2000);
    const add = (key: string) => cache.set(key, { tags: [] }, freshness.begin());
    for (const key of ['a', 'b', 'c']) add(key);
    assert.ok(cache.get('a'));
    add('d');
    assert.ok(cache.get('c'));
    assert.ok(cache.get('a'));
    add('e');
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e'].filter((key) => cache.stale(key)),
      ['a', 'c', 'e'],
    );
  });

  it('keeps within its bytes', () => {
    const { freshness, cache } = cacheOf();
    for (let at = 0; at < 1000; at += 1) cache.set(`k${at}`, { tags: [`t${at}`] }, freshness.begin());
    assert.ok(cache.bytes <= 10_000 && cache.size > 10);
  });

  it('is weighed again when it grows', () => {
    const { freshness } = cacheOf();
    const cache = new TaggedCache<{ tags: string[]; size: number }>(freshness, ({ size }) => size, 10_000);
    const small = { tags: ['article:a'], size: 1000 };
    cache.set('a', { tags: ['article:a'], size: 1000 }, freshness.begin());
    cache.set('b', small, freshness.begin());
    const before = cache.bytes;
    small.size = 5000;
    cache.resize('b', small);
    assert.equal(cache.bytes, before + 4000);
    freshness.evict(['article:a']);
    assert.deepEqual([cache.size, cache.bytes], [0, 0]);
    cache.set('b', { ...small }, freshness.begin());
    cache.resize('b', small);
    assert.equal(cache.size, 1);
    const large = { tags: ['article:a'], size: 1000 };
    cache.set('c', large, freshness.begin());
    large.size = 50_000;
    cache.resize('c', large);
    assert.equal(cache.get('c'), undefined);
    assert.ok(cache.bytes <= 10_000);
  });
});

/** An answer that takes a moment, and how often it was worked out. */
function slowAnswers(freshness: Freshness) {
  const responses = new Responses(freshness, 10_000);
  const asked = { times: 0 };
  const ask = () =>
    responses.share('key', async () => {
      asked.times += 1;
      await sleep(1);
      return { kept: { body: Buffer.from('{}'), variants: new Map(), tags: [] } };
    });
  return { ask, asked };
}

describe('askers for the same missing answer', () => {
  it('wait for one computation, and those who joined it are told apart', async () => {
    const { freshness } = cacheOf();
    const { ask, asked } = slowAnswers(freshness);
    const answers = await Promise.all([ask(), ask(), ask()]);
    assert.equal(asked.times, 1);
    assert.deepEqual(
      answers.map(({ joined }) => joined),
      [false, true, true],
    );
  });

  it('do not wait for one that began before a change', async () => {
    const { freshness } = cacheOf();
    const { ask, asked } = slowAnswers(freshness);
    const first = ask();
    freshness.evict(['article:a']);
    await Promise.all([first, ask()]);
    assert.equal(asked.times, 2);
  });
});
