import assert from 'node:assert/strict';
import { syncBuiltinESMExports } from 'node:module';
import { after, before, describe, it, mock } from 'node:test';
import fc from 'fast-check';
import { ids, lists, Model, type Step } from './model.js';

/** Half a minute buys ten thousand on a quiet machine. */
const runs = Number(process.env.CACHE_MODEL_RUNS ?? 1500);

const question = fc.oneof(
  fc.record({ document: fc.constantFrom(...ids) }),
  fc.record({ list: fc.constantFrom(...lists) }),
);
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('ask'), question }) },
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('advance'), which: fc.nat(7) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('commit'),
      id: fc.constantFrom(...ids),
      list: fc.constantFrom(undefined, ...lists),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver') }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('pulse') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass'), milliseconds: fc.constantFrom(10, 30, 90, 160, 250) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('break'), loses: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen') }) },
);

describe('the caches of a gateway', () => {
  const clock = { now: 1_000_000 };
  before(() => {
    mock.method(performance, 'now', () => clock.now);
    mock.timers.enable({ apis: ['setTimeout'] });
    // What others have imported by name is the mock too from here on.
    syncBuiltinESMExports();
  });
  after(() => {
    mock.reset();
    syncBuiltinESMExports();
  });

  it('show nothing older than what the gateway has passed, nor than a quarter of a second, in any order of events', async () => {
    let answers = 0;
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 80 }),
        fc.constantFrom(100_000, 3000),
        async (steps, bytes) => {
          const model = new Model(bytes, clock, () => mock.timers.tick(100));
          await model.run(steps);
          answers += model.answers;
          hits += model.hits;
          assert.deepEqual(model.problems, []);
        },
      ),
      { numRuns: runs },
    );
    // A cache that keeps nothing would be right as well.
    assert.ok(hits > runs && answers > hits, `${hits} of ${answers}`);
  });
});
