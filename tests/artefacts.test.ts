import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { artefacts } from '../src/artefacts.js';

describe('generated files', () => {
  for (const { path, text } of artefacts()) {
    it(`${path.pathname.split('/').at(-1)} is what npm run schema writes`, async () => {
      assert.equal(await readFile(path, 'utf8'), text);
    });
  }
});
