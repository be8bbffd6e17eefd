import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { windows } from '../../src/graph/readership.js';
import { compaction } from '../../src/trends/compact.js';
import { type CountDocument, maxArticles, maxTerms } from '../../src/trends/document.js';
import { rankArticles, rankTerms, weightAt } from '../../src/trends/rank.js';
import { type CountedTerm, Tally } from '../../src/trends/tally.js';
import { termOf } from '../../src/trends/term.js';
import { Visitors } from '../../src/trends/visitors.js';
import { browser } from '../support/readers.js';

const hour = windows.HOUR;
const now = new Date('2026-11-24T12:30:00Z');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

/** What was counted in the hour that began so many hours before noon. */
const hourly = (hours: number, changes: Partial<CountDocument> = {}): CountDocument => ({
  _id: `${hours}`,
  start: new Date(Date.UTC(2026, 10, 24, 12) - hours * hour),
  hours: 1,
  reads: [],
  terms: [],
  ...changes,
});
const term = (key: string, count: number, changes: Partial<CountedTerm> = {}): CountedTerm => ({
  key,
  count,
  askers: count,
  forms: [{ text: key, count }],
  ...changes,
});

describe('who counts', () => {
  const reader = { address: '192.0.2.1', userAgent: browser };

  it('no bots, and nobody who says nothing', () => {
    const visitors = new Visitors(() => now, 3);
    const counts = (userAgent: string | undefined) => visitors.isNew({ address: '192.0.2.1', userAgent }, 'a');
    for (const userAgent of [
      'Mozilla/5.0 (compatible; Googlebot/2.1)',
      'curl/8.5.0',
      'python-requests/2',
      '',
      undefined,
    ])
      assert.equal(counts(userAgent), false, userAgent);
    assert.equal(counts(browser), true);
  });

  it('each once in half an hour for each thing', () => {
    let at = now;
    const visitors = new Visitors(() => at, 3);
    assert.deepEqual([visitors.isNew(reader, 'a'), visitors.isNew(reader, 'a')], [true, false]);
    assert.equal(visitors.isNew(reader, 'b'), true);
    assert.equal(visitors.isNew({ ...reader, userAgent: `${browser} Edg/131` }, 'a'), true);
    assert.equal(visitors.isNew({ ...reader, address: '192.0.2.2' }, 'a'), true);
    at = new Date(now.getTime() + 29 * 60_000);
    assert.equal(visitors.isNew(reader, 'a'), false);
    at = new Date(now.getTime() + 31 * 60_000);
    assert.deepEqual([visitors.isNew(reader, 'a'), visitors.isNew(reader, 'a')], [true, false]);
  });

  it('twenty behind one address, whatever browsers they name; an IPv6 household is one', () => {
    const visitors = new Visitors(() => now, 3);
    const many = (address: (at: number) => string) =>
      Array.from({ length: 50 }, (_, at) =>
        visitors.isNew({ address: address(at), userAgent: `${browser} ${at}` }, 'a'),
      ).filter(Boolean).length;
    assert.equal(
      many(() => '192.0.2.1'),
      20,
    );
    assert.equal(
      many((at) => `2001:db8::${at.toString(16)}`),
      20,
    );
    assert.equal(
      many((at) => `2001:db8:${(at + 1).toString(16)}::1`),
      50,
    );
    assert.equal(
      many(() => 'no address at all'),
      20,
    );
  });

  it('different readers of a term, each once a day', () => {
    let at = now;
    const visitors = new Visitors(() => at, 3);
    const ask = (number: number) => visitors.askers({ address: `192.0.2.${number}`, userAgent: browser }, 'ferry');
    assert.deepEqual([ask(1), ask(1), ask(2), ask(1), ask(3), ask(4)], [1, 1, 2, 2, 3, 3]);
    at = new Date(now.getTime() + windows.DAY);
    assert.equal(ask(1), 1);
  });
});

describe('terms', () => {
  it('are the same however they are written', () => {
    for (const text of ['Zürich', ' zurich ', '"ZÜRICH"', 'Zu\u0308rich', 'zürich\u0000'])
      assert.equal(termOf(text)?.key, 'zurich', text);
    assert.equal(termOf('climate   "sea level"')?.text, 'climate sea level');
  });

  it('are neither empty nor long', () => {
    for (const text of ['', '""', '  ', 'x'.repeat(61)]) assert.equal(termOf(text), undefined, text);
  });
});

describe('a tally', () => {
  it('shows how most write a term, and the most askers of one instance', () => {
    const tally = new Tally();
    for (const text of ['seoul', 'Seoul', 'SEOUL', 'Seoul']) {
      tally.addTerm(term('seoul', 1, { askers: 2, forms: [{ text, count: 1 }] }));
    }
    tally.addTerm(term('seoul', 1, { askers: 1 }));
    const [seoul] = tally.counted().terms;
    assert.deepEqual([seoul?.count, seoul?.askers, seoul?.forms[0]], [5, 2, { text: 'Seoul', count: 2 }]);
  });

  it('stays bounded and keeps what is counted most', () => {
    const tally = new Tally();
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 20; at += 1) {
        tally.addRead(`often-${at}`);
        tally.addTerm(term(`often ${at}`, 1));
      }
      for (let at = 0; at < 5000; at += 1) {
        tally.addRead(`once-${round}-${at}`);
        tally.addTerm(term(`once ${round} ${at}`, 1));
        if (at % 100 === 0) for (let often = 0; often < 20; often += 1) tally.addRead(`often-${often}`);
      }
    }
    const { reads, terms } = tally.counted();
    assert.deepEqual([reads.length, terms.length], [maxArticles, maxTerms]);
    assert.ok(tally.articleIds.length <= 2 * maxArticles);
    assert.deepEqual(
      new Set(reads.slice(0, 20).map(({ id }) => id)),
      new Set(Array.from({ length: 20 }, (_, at) => `often-${at}`)),
    );
    assert.equal(reads[0]?.count, 153);
  });
});

describe('ranks', () => {
  it('count half of what is half a window older, and nothing of what is older than two', () => {
    const weight = (hours: number, window: keyof typeof windows) => weightAt(hourly(hours), window, now, now);
    assert.equal(weight(13, 'DAY') / weight(1, 'DAY'), 1 / 2);
    assert.equal(weight(24 * 7, 'MONTH') > 0.6, true);
    assert.ok(weight(47, 'DAY') > 0);
    assert.equal(weight(49, 'DAY'), 0);
    // The hour that is going on: what was counted in its half hour is a quarter of an hour old.
    assert.equal(weight(0, 'HOUR'), 2 ** -0.5);
    assert.equal(weightAt(hourly(0), 'HOUR', ago(hour), now), 0);
  });

  it('let what many read now overtake what more read before', () => {
    const documents = [
      hourly(0, { reads: [{ id: 'new', count: 40 }] }),
      hourly(20, { reads: [{ id: 'old', count: 60 }] }),
    ];
    const order = (window: keyof typeof windows) => rankArticles(documents, window, now).map(({ id }) => id);
    assert.deepEqual(order('HOUR'), ['new']);
    assert.deepEqual(order('DAY'), ['new', 'old']);
    assert.deepEqual(order('MONTH'), ['old', 'new']);
  });

  it('say how far a term has moved, and are the same in whatever order documents come', () => {
    const documents = [
      hourly(0, { terms: [term('ferry', 9), term('quota', 5), term('fresh', 4)] }),
      hourly(30, { terms: [term('quota', 9), term('ferry', 3)] }),
    ];
    const ranked = rankTerms(documents, 'DAY', now, 3);
    assert.deepEqual(ranked, [
      { key: 'ferry', text: 'ferry', before: 2 },
      { key: 'quota', text: 'quota', before: 1 },
      { key: 'fresh', text: 'fresh', before: undefined },
    ]);
    assert.deepEqual(rankTerms([...documents].reverse(), 'DAY', now, 3), ranked);
  });

  it('know no term that too few have asked for, however often and on however many instances', () => {
    const own = [0, 1, 2, 3].map((hours) => hourly(hours, { terms: [term('my secret', 9, { askers: 2 })] }));
    assert.deepEqual(rankTerms(own, 'DAY', now, 3), []);
    assert.equal(
      rankTerms([...own, hourly(1, { terms: [term('my secret', 1, { askers: 3 })] })], 'DAY', now, 3).length,
      1,
    );
  });
});

describe('compaction', () => {
  const apply = (documents: CountDocument[], at: Date): CountDocument[] => {
    const stored = new Map(documents.map((document) => [document._id, document]));
    for (const write of compaction(documents, at, 3).flat()) {
      if ('insertOne' in write) stored.set(write.insertOne.document._id, write.insertOne.document as CountDocument);
      else if ('replaceOne' in write)
        stored.set(write.replaceOne.replacement._id, write.replaceOne.replacement as CountDocument);
      else if ('deleteOne' in write) stored.delete(write.deleteOne.filter._id as string);
    }
    return [...stored.values()];
  };
  const counted = (start: string, instance: string, count: number): CountDocument => ({
    _id: `${start} ${instance}`,
    start: new Date(`${start}:00Z`),
    hours: 1,
    reads: [{ id: 'a', count }],
    terms: [term('often', count, { askers: 3 }), term('rare', 1)],
  });
  const total = (documents: CountDocument[]) =>
    documents.flatMap(({ reads }) => reads).reduce((sum, { count }) => sum + count, 0);

  it('makes one document of an hour, one of a day, and none of what is too old; nothing is lost or counted twice', () => {
    let stored = ['T08', 'T09', 'T10'].flatMap((time) =>
      ['x', 'y'].map((name) => counted(`2026-11-20${time}`, name, 5)),
    );
    const after = (iso: string) => {
      stored = apply(stored, new Date(iso));
      return stored.map(({ _id, hours }) => `${_id} ${hours}`).sort();
    };
    assert.equal(after('2026-11-20T09:30:00Z').length, 6);
    assert.deepEqual(after('2026-11-20T12:30:00Z'), ['2026-11-20T08 1', '2026-11-20T09 1', '2026-11-20T10 1']);
    stored.push(counted('2026-11-20T09', 'late', 7));
    assert.equal(after('2026-11-20T15:00:00Z').length, 3);
    assert.equal(total(stored), 37);
    assert.deepEqual(after('2026-11-24T00:00:00Z'), ['2026-11-20 24']);
    assert.equal(total(stored), 37);
    assert.deepEqual(
      stored[0]?.terms.map(({ key }) => key),
      ['often'],
    );
    stored.push(counted('2026-11-20T09', 'later', 3));
    assert.deepEqual(after('2026-11-24T01:00:00Z'), ['2026-11-20 24']);
    assert.deepEqual([total(stored), stored[0]?.version], [40, 2]);
    assert.deepEqual(compaction(stored, new Date('2026-11-24T01:00:00Z'), 3), []);
    assert.deepEqual(after('2027-02-01T00:00:00Z'), []);
  });
});
