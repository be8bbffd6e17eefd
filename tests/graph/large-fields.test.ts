import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'graphql';
import { contentTypes } from '../../src/content/index.js';
import { toGlobalId } from '../../src/graph/node.js';
import { selectionOf } from '../../src/graph/selection.js';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import { projectFile } from '../../src/project.js';
import type { Query, Store } from '../../src/store/store.js';
import { eachField } from '../support/every-field.js';
import { type Data, executed, runOnce, schema } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const newsroom = fileURLToPath(projectFile('seed/newsroom'));

/** How a document of each type is reached. */
const lookUps: Record<string, string> = {
  Article: 'article(slug: "strait-summit-ends-with-quota-deal")',
  Event: 'event(slug: "arden-strait-summit-2026")',
  Image: `image(id: "${toGlobalId('image', 'lighthouse')}")`,
  Organisation: 'organisation(slug: "arden-strait-commission")',
  Person: 'person(slug: "mara-ellingsen")',
  Place: 'place(slug: "seoul")',
  // The newest one is the article itself.
  Revision: `node(id: "${toGlobalId('revision', 'strait-summit-ends-with-quota-deal@1')}")`,
  Section: 'section(path: "world/korea")',
  Source: 'source(slug: "courier")',
  Topic: 'topic(slug: "ferries")',
};
const neededBy = contentTypes.flatMap(({ large }) => large?.neededBy ?? []);
const alone = (type: string, selection: string) =>
  type === 'Query' ? `{ ${selection} }` : `{ ${lookUps[type]} { ... on ${type} { ${selection} } } }`;

for (const kind of storeKinds) {
  describe(`large stored fields, on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let store: Store;
    let reads: Query[] = [];
    const needing = new Set<string>();
    before(async () => {
      test = await kind.open();
      await load(readInputs([newsroom]), test.store);
      const aggregate: Store['aggregate'] = (queries, options) => {
        reads.push(...queries);
        return test.store.aggregate(queries, options);
      };
      store = { ...test.store, aggregate };
    });
    after(() => test.remove());

    async function readBy(query: string): Promise<{ data: Data; isWhole: boolean }> {
      reads = [];
      const data = await runOnce(store, query);
      const documents = reads.filter(({ collection, pipeline }) => collection === 'articles' && !summarises(pipeline));
      return { data, isWhole: documents.some(({ pipeline }) => !leavesOut(pipeline, ['blocks', 'fingerprints'])) };
    }

    it('belong to articles alone', () => {
      assert.deepEqual(
        contentTypes.flatMap(({ type, large }) => (large ? [[type, large.stored]] : [])),
        [['article', ['blocks', 'fingerprints']]],
      );
    });

    for (const type of [...Object.keys(lookUps), 'Query']) {
      it(`are read for no field of ${type} but for those that say so`, async () => {
        for (const [name, selections] of eachField(type)) {
          for (const selection of selections) {
            const query = alone(type, selection);
            const { data, isWhole } = await readBy(query);
            const asked = neededBy.filter((field) => selectionOf(schema, parse(query)).has(field));
            assert.ok(asked.length > 0 || !isWhole, query);
            for (const field of isWhole ? asked : []) needing.add(field);
            // Of which instant the trends are differs from one request to the next.
            if (name !== 'trending') assert.deepEqual({ data }, await executed(test.store, { query }), query);
          }
        }
      });
    }

    it('are needed by all that say so', () => {
      assert.deepEqual([...needing].sort(), [...neededBy].sort());
    });

    it('are not read for one type because of what is asked of another', async () => {
      const { isWhole } = await readBy(
        '{ articles { nodes { headline sources { note } } } sources { policies { body { html } } } }',
      );
      assert.equal(isWhole, false);
    });
  });
}

const summarises = (pipeline: readonly object[]) =>
  pipeline.some((stage) => '$group' in stage || '$count' in stage || '$facet' in stage);

const leavesOut = (pipeline: readonly object[], fields: readonly string[]) =>
  pipeline.some((stage) => {
    const { $project } = stage as { $project?: Record<string, unknown> };
    return $project !== undefined && fields.every((field) => !$project[field]);
  });
