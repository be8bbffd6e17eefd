import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { difference } from '../../bench/report/difference.js';
import { isMet, median, percentile, shown } from '../../bench/report/figures.js';
import { against, sampled } from '../../bench/report/sampled.js';
import { table } from '../../bench/report/table.js';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('figures', () => {
  it('have a median between the halves', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    fc.assert(
      fc.property(numbers, (values) => {
        const middle = median(values);
        assert.ok(values.filter((value) => value < middle).length <= values.length / 2);
        assert.ok(values.filter((value) => value > middle).length <= values.length / 2);
      }),
    );
  });

  it('have percentiles that are among them, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    assert.equal(percentile(hundred, 0.5), 50);
    assert.equal(percentile(hundred, 0.99), 99);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile([7], 0.01), 7);
  });

  it('meet their goals or not; what could not be measured does not', () => {
    const figure = (value: number, is: '≥' | '>' | '≤' | '<') => ({ value, unit: '', goal: { is, limit: 1 } });
    assert.equal(isMet({ value: 1, unit: 'ms' }), undefined);
    assert.deepEqual(
      (['≥', '>', '≤', '<'] as const).map((is) => [0.5, 1, 2].map((value) => isMet(figure(value, is)))),
      [
        [false, true, true],
        [false, false, true],
        [true, true, false],
        [true, false, false],
      ],
    );
    assert.deepEqual(
      (['≥', '>', '≤', '<'] as const).map((is) => isMet(figure(Number.NaN, is))),
      [false, false, false, false],
    );
  });

  it('are shown with as many digits as count', () => {
    assert.deepEqual([22_512.4, 323.4, 48.26, 0.913, 0, Number.NaN].map(shown), [
      '22,512',
      '323',
      '48.3',
      '0.91',
      '0',
      '–',
    ]);
  });
});

describe('speeds', () => {
  it('are compared round by round, however fast the machine is in each', () => {
    const of = (...rounds: number[]) => sampled(rounds.map((perSecond) => ({ perSecond, p50: 1, p99: 2, cpu: 3 })));
    const [one, other] = [of(100, 40, 90), of(50, 20, 180)];
    assert.deepEqual([one.perSecond, one.p50, one.p99, one.cpu], [90, 1, 2, 3]);
    assert.deepEqual(against(one, other, 'other'), { value: 2, unit: '× other' });
    assert.ok(Number.isNaN(against(one, of(), 'nobody').value));
  });
});

describe('the table', () => {
  it('has a line for each row, with ratios, goals and whether all of them are met', () => {
    const speed = { perSecond: 1606.4, p50: 9.87, p99: 20.1, cpu: 0.6 };
    const goal = { is: '≥' as const, limit: 0.7 };
    const text = table([
      { what: 'peer', speed, figures: [] },
      {
        what: 'cold',
        figures: [
          { value: 0.8, unit: '× A', goal },
          { value: 0.6, unit: '× B', goal },
        ],
      },
      { what: 'ready', figures: [{ value: 1.2, unit: 's', goal: { is: '≤', limit: 2 } }] },
    ]);
    const lines = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    assert.deepEqual(lines.slice(2), [
      ['', 'peer', '1,606', '9.9', '20.1', '0.6', '', '', '', ''],
      ['', 'cold', '', '', '', '', '0.8 × A, 0.6 × B', '≥ 0.7 × A, ≥ 0.7 × B', 'not met', ''],
      ['', 'ready', '', '', '', '', '1.2 s', '≤ 2 s', 'met', ''],
    ]);
    assert.equal(new Set(text.split('\n').map(({ length }) => length)).size, 1);
  });
});

describe('the comparison of answers', () => {
  it('finds none between the same values, whatever the order of their members', () => {
    assert.equal(difference({ a: [1, { b: null, c: 'x' }] }, { a: [1, { c: 'x', b: null }] }), undefined);
    fc.assert(fc.property(fc.jsonValue(), (value) => difference(value, structuredClone(value)) === undefined));
  });

  it('says where and how two answers differ', () => {
    const answer = (name: unknown) => ({ data: { nodes: [{ name: 'a' }, { name }] } });
    assert.equal(difference(answer('b'), answer('c')), '/data/nodes/1/name: "b" and "c"');
    assert.equal(difference(answer('b'), answer(null)), '/data/nodes/1/name: "b" and null');
    assert.equal(difference({ a: [1] }, { a: [1, 2] }), '/a/1: nothing and 2');
    assert.equal(difference({ a: {} }, { a: [] }), '/a: {} and []');
    assert.equal(difference({ a: 1 }, { a: 1, b: null }), '/b: nothing and null');
    assert.equal(difference(1, 2), '/: 1 and 2');
  });
});
