import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayOf, fuzzyRange, surely } from '../../src/graph/fuzzy-date.js';

const text = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : String(time));
const days = (range: { min: number; max: number } | undefined) => range && `${text(range.min)} ${text(range.max)}`;

describe('fuzzy dates', () => {
  for (const [value, expected] of [
    ['2024', '2024-01-01 2024-12-31'],
    ['2024-02', '2024-02-01 2024-02-29'],
    ['2023-02', '2023-02-01 2023-02-28'],
    ['2024-06-18', '2024-06-18 2024-06-18'],
    ['2024?', '2024-01-01 2024-12-31'],
    ['2024-06~', '2024-06-01 2024-06-30'],
    ['2024-06-18%', '2024-06-18 2024-06-18'],
    ['202X', '2020-01-01 2029-12-31'],
    ['19XX', '1900-01-01 1999-12-31'],
    ['2024-XX', '2024-01-01 2024-12-31'],
    ['2024-02-XX', '2024-02-01 2024-02-29'],
    ['2024-XX-XX', '2024-01-01 2024-12-31'],
    ['2019/2021-05', '2019-01-01 2021-05-31'],
    ['2019/..', '2019-01-01 Infinity'],
    ['2019/', '2019-01-01 Infinity'],
    ['../2020', '-Infinity 2020-12-31'],
    ['/2020', '-Infinity 2020-12-31'],
    ['../..', '-Infinity Infinity'],
    ['2024-21', '2024-01-01 2024-12-31'],
    ['2024-24', '2024-01-01 2024-12-31'],
    ['0044', '0044-01-01 0044-12-31'],
    ['2024-06-18T23:30:00+09:00', '2024-06-18 2024-06-18'],
  ] as const) {
    it(`${value} can mean ${expected.replace(' ', ' to ')}`, () => {
      assert.equal(days(fuzzyRange(value)), expected);
      assert.equal(days(fuzzyRange(value)), expected, 'and the same when it is asked again');
    });
  }

  it('are none that no calendar has', () => {
    for (const value of [
      '',
      '2024-13',
      '2024-02-30',
      '2024/2019',
      'yesterday',
      '20240618',
      'Y170000002',
      '2024-6',
      `${'2024-'.repeat(20)}`,
    ])
      assert.equal(fuzzyRange(value), undefined, value);
  });

  it('lie surely within their own length around what is uncertain', () => {
    assert.equal(days(surely('2024')), '2024-01-01 2024-12-31');
    assert.equal(days(surely('2024-06-18?')), '2024-06-17 2024-06-19');
    assert.equal(days(surely('2023~')), '2022-01-01 2024-12-30');
  });

  it('of an article are that of its dateline, where it was that day somewhere, else that of UTC', () => {
    const day = (at: string, stated: string | null) => days(dayOf(new Date(at), stated))?.slice(0, 10);
    assert.equal(day('2024-05-31T15:30:00Z', null), '2024-05-31');
    assert.equal(day('2024-05-31T15:30:00Z', '2024-06-01'), '2024-06-01', 'half past midnight in Seoul');
    assert.equal(day('2024-06-01T04:00:00Z', '2024-05-31'), '2024-05-31', 'nine in the evening in Los Angeles');
    assert.equal(day('2024-05-31T10:00:00Z', '2024-06-01'), '2024-06-01', 'midnight on Kiritimati');
    assert.equal(day('2024-05-31T09:59:59Z', '2024-06-01'), '2024-05-31', 'nowhere yet');
    assert.equal(day('2024-06-01T11:59:59Z', '2024-05-31'), '2024-05-31', 'the last minute west of Midway');
    assert.equal(day('2024-06-01T12:00:00Z', '2024-05-31'), '2024-06-01', 'nowhere any more');
    assert.equal(day('2024-06-10T12:00:00Z', '2024-06-01'), '2024-06-10', 'filed long before');
    for (const stated of ['2024-06', '2024', '2024-06-01/2024-06-02', '2024-06-01T00:00:00Z'])
      assert.equal(day('2024-05-31T15:30:00Z', stated), '2024-05-31', stated);
    assert.equal(day('2024-05-31T15:30:00Z', '2024-06-01?'), '2024-06-01');
  });
});
