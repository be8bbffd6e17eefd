import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { wordsOf } from '../../../src/content/body/markup.js';
import { bodyPolicy, sanitiseMarkup } from '../../../src/content/body/sanitise.js';
import { textOfHtml, words } from '../../support/read-back.js';

const tags = 'p b a td th tr tbody table li ul select option svg math script style template h2 div br img'.split(' ');
const piece = fc.oneof(
  fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`])),
  fc.constantFrom('herring', ' ', '&lt;', '*', '&amp;', '\n', '<!-- a -->', '<a href="javascript:a()">', '"', '<'),
);

describe('a newsroom’s own markup', () => {
  it('says in words what a browser shows of it, and passes a sanitiser unchanged', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const markup = sanitiseMarkup(pieces.join(''));
        assert.deepEqual(words(wordsOf(markup)), words(textOfHtml(`<div>${markup}</div>`)));
        assert.equal(sanitizeHtml(markup, bodyPolicy), markup);
      }),
      { numRuns: 2000 },
    );
  });

  it('is put in order as a browser would', () => {
    assert.equal(sanitiseMarkup('&lt;<td>* '), '&lt;* ');
    assert.equal(sanitiseMarkup('<p>A<p>B'), '<p>A</p><p>B</p>');
    const table = '<table><tr><td>A';
    assert.equal(sanitiseMarkup(table), serialize(parseFragment(table)));
  });
});
