import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { eachWord } from '../../src/graph/words.js';

const characters = [
  ...'aZéøßБя09 \t\n.,:;!?\'"()-_’—\u00a0\u00ad\u0301\ufeff\u200b\u200d\u2028',
  ...'한국東京カなกขאعا😀ªʼſ',
];

describe('words', () => {
  for (const locale of ['en', 'fi', 'zh']) {
    it(`are those that the segmenter finds (${locale})`, () => {
      const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
      const text = fc.oneof(
        fc.string({ unit: fc.constantFrom(...characters), maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc
          .array(fc.constantFrom('word', 'Été,', '(He', "council's", 'said:', '"No!"', 'U.S.', '3.5', 'a:b', '한국'), {
            maxLength: 12,
          })
          .map((words) => words.join(' ')),
      );
      fc.assert(
        fc.property(text, (sample) => {
          const found: [string, number][] = [];
          eachWord(sample, segmenter, (word, start) => found.push([word, start]));
          const wanted = [...segmenter.segment(sample)].filter(({ isWordLike }) => isWordLike);
          assert.deepEqual(
            found,
            wanted.map(({ segment, index }) => [segment, index]),
          );
        }),
        { numRuns: 2000 },
      );
    });
  }
});
