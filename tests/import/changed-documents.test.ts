import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { NativeDocument } from '../../src/content/documents.js';
import { toGlobalId } from '../../src/graph/node.js';
import { readInputs } from '../../src/import/input.js';
import { projectFile } from '../../src/project.js';
import { everyField } from '../support/every-field.js';
import { loadInto, runForErrors } from '../support/graph.js';
import { type StoreKind, storeKinds, type TestStore } from '../support/stores.js';

const [embedded] = storeKinds as [StoreKind];
const folder = fileURLToPath(projectFile('seed/newsroom'));

/** What an editor's system may write where something else belongs, and what has been trouble to somebody's software. */
const odd = fc.constantFrom<unknown>(
  ...[null, true, -1, 0, 1.5, 2 ** 31, 1e12, [], {}, [null], ['x']],
  ...['', ' ', '\n\n- x', '\0', '\ud800', '\u0301', 'İ', 'ﷺ', 'a'.repeat(3000), '首'.repeat(2000)],
  ...['__proto__', 'constructor', '$where', '../..', '<b>', '%', 'person:', 'person:x', 'x y'],
  ...['en', 'i-klingon', 'en-a-b-c', 'xx-yyyyy', 'UTC'],
  ...['2024-02-30', '0000-01-01', '-0001', '9999-12-31T23:59:59.999-14:00', '2024-12-31T23:59:60Z'],
  ...['http://', 'https://[::1', 'javascript:alert(1)', 'data:text/html,x', 'https://x.example/\u202e'],
);
type Change = { do: 'put' | 'append' | 'remove' | 'repeat'; what: unknown };
const change = fc.record<Change>({ do: fc.constantFrom('put', 'put', 'append', 'remove', 'repeat'), what: odd });

describe('documents of the sample newsroom, changed anywhere', () => {
  let test: TestStore;
  const documents: NativeDocument[] = [];
  before(async () => {
    test = await embedded.open();
    for await (const input of readInputs([folder])) {
      assert.ok(input.format === 'documents');
      for await (const parsed of input.documents) documents.push((parsed as { input: NativeDocument }).input);
    }
    assert.equal((await loadInto(test.store, ...documents)).summary.rejected, 0);
  });
  after(() => test.remove());

  it('are loaded or refused, and answer in every field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), change, async (which, place, how) => {
        const document = documents[which % documents.length] as NativeDocument;
        const changed = changedAt(document, place, how);
        const { outcomes } = await loadInto(test.store, changed);
        assert.equal(outcomes.length, 1);
        if (outcomes[0]?.change !== 'rejected') await assertAnswers(changed);
        assert.notEqual((await loadInto(test.store, document)).outcomes[0]?.change, 'rejected');
      }),
      { numRuns: 150 },
    );
  });

  async function assertAnswers({ type, id, slug }: NativeDocument & { slug: string }): Promise<void> {
    const name = `${type[0]?.toUpperCase()}${type.slice(1)}`;
    const { errors } = await runForErrors(
      test.store,
      `query ($id: ID!) { node(id: $id) { ... on ${name} { ${everyField(name)} } } }`,
      { id: toGlobalId(type, id ?? slug) },
    );
    const gone = ['GONE', 'WITHDRAWN'];
    assert.deepEqual(
      errors.filter(({ extensions }) => !gone.includes(extensions.code as string)),
      [],
    );
  }
});

/** A copy with one change at one of its fields or items, whichever number that has. */
function changedAt<D extends object>(document: D, place: number, { do: how, what }: Change): D {
  const copy = structuredClone(document);
  const all = places(copy);
  const [inside, name] = all[place % all.length] as Place;
  const isText = typeof inside[name] === 'string';
  if (how === 'append' && isText) inside[name] += String(what);
  else if (how === 'repeat' && Array.isArray(inside)) inside.push(structuredClone(inside[Number(name)]));
  else if (how === 'remove' && Array.isArray(inside)) inside.splice(Number(name), 1);
  else if (how === 'remove') delete inside[name];
  else inside[name] = what;
  return copy;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever documents hold
type Inside = any;
type Place = [inside: Inside, name: string];
const places = (inside: Inside): Place[] =>
  typeof inside === 'object' && inside !== null
    ? Object.keys(inside).flatMap((name): Place[] => [[inside, name], ...places(inside[name])])
    : [];
