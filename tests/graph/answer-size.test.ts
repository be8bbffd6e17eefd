import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLongerThan } from '../../src/graph/answer-size.js';
import { Random } from '../oracle/random.js';

const texts = ['', 'a', 'é', '€', '😀', '\u0000', '"', '\\', '\ud800', 'two\nlines', 'x'.repeat(50)];
const numbers = [0, -0, 1.5, 1e21, 1e-7, 123_456_789, Number.MAX_SAFE_INTEGER];

function value(random: Random, depth: number): unknown {
  const kind = random.between(0, depth === 0 ? 2 : 4);
  if (kind === 0) return random.pick(texts);
  if (kind === 1) return random.pick(numbers);
  if (kind === 2) return random.pick([true, false, null]);
  const parts = Array.from({ length: random.between(0, 3) }, () => value(random, depth - 1));
  return kind === 3 ? parts : Object.fromEntries(parts.map((part, at) => [`${random.pick(texts)}${at}`, part]));
}

describe('the length of an answer', () => {
  it('is that of its JSON, to the byte', () => {
    const random = new Random(32);
    for (let run = 0; run < 2000; run += 1) {
      const some = value(random, 4);
      const length = Buffer.byteLength(JSON.stringify(some));
      assert.equal(isLongerThan(length, some), false, JSON.stringify(some));
      assert.equal(isLongerThan(length - 1, some), true, JSON.stringify(some));
    }
  });

  it('leaves out fields that are undefined', () => {
    assert.equal(isLongerThan(2, { a: undefined }), false);
  });
});
