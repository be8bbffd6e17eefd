import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from 'graphql';
import { contextFor } from '../../src/content/index.js';
import { personById } from '../../src/content/person/person.loaders.js';
import { rolesByPerson } from '../../src/content/role/role.loaders.js';
import { selectionOf } from '../../src/graph/selection.js';
import { buildGraph } from '../../src/schema.js';
import type { Query, Store } from '../../src/store/store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();

for (const kind of storeKinds) {
  describe(`a reader on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands = 0;
    before(async () => {
      test = await kind.open(() => {
        commands += 1;
      });
      await loadInto(test.store, ...world, articleDocument(1), articleDocument(2), articleDocument(3));
    });
    after(() => test.remove());

    it('answers two thousand questions of one wave with one command', async () => {
      const reader = contextFor(test.store).reader('article');
      commands = 0;
      const slugs = Array.from({ length: 2000 }, (_, at) => `herring-${at}`);
      const counts = await Promise.all(slugs.map((slug) => reader.count({ slug })));
      assert.equal(commands, 1);
      assert.deepEqual(
        slugs.filter((_, at) => counts[at] === 1),
        ['herring-1', 'herring-2', 'herring-3'],
      );
    });

    it('counts what a list would hold', async () => {
      await loadInto(test.store, articleDocument(4, { status: 'DRAFT' }));
      const reader = contextFor(test.store).reader('article');
      const filters = [{ listedUnder: 'place:norland' }, { listedUnder: 'place:nowhere' }, { slug: 'herring-4' }, {}];
      assert.deepEqual(await Promise.all(filters.map((filter) => reader.count(filter))), [3, 0, 0, 3]);
    });

    it('walks once over a list that is grouped in several ways', async () => {
      let sent: readonly Query[] = [];
      const aggregate: Store['aggregate'] = (queries, options) => {
        sent = queries;
        return test.store.aggregate(queries, options);
      };
      const reader = contextFor({ ...test.store, aggregate }).reader('article');
      const by = (field: string) => [{ $group: { _id: `$${field}`, count: { $sum: 1 } } }, { $sort: { _id: 1 } }];
      const found = await Promise.all([
        reader.group({}, by('kind')),
        reader.group({ slug: 'herring-1' }, by('slug')),
        reader.group({}, by('slug')),
        reader.group({ slug: 'nothing' }, by('slug')),
        reader.group({ slug: 'nothing' }, by('kind')),
        reader.group({}, [{ $sort: { slug: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }]),
      ]);
      const [one, two, three] = ['herring-1', 'herring-2', 'herring-3'].map((_id) => ({ _id, count: 1 }));
      assert.deepEqual(found, [[{ _id: 'STORY', count: 3 }], [one], [one, two, three], [], [], [{ _id: 'herring-3' }]]);
      assert.equal(sent.length, 4);
    });

    it('begins with a document what is asked of it by its id', async () => {
      const context = (query: string) => {
        const made = contextFor(test.store);
        made.select(selectionOf(schema, parse(query)));
        return made;
      };
      const asked = context('{ people { nodes { name roles { title } } } }');
      assert.equal(personById(asked, 'ada-fjord') instanceof Promise, true);
      const none = personById(asked, 'nobody');
      const roles = await rolesByPerson(asked, 'ada-fjord');
      assert.equal(roles.length, 2);
      assert.equal(await none, null);
      assert.equal(asked.commands.count, 1);
      const unasked = context('{ people { nodes { name } } }');
      await personById(unasked, 'ada-fjord');
      await rolesByPerson(unasked, 'ada-fjord');
      assert.equal(unasked.commands.count, 2);
    });

    it('stops counting where it is told to', async () => {
      const reader = contextFor(test.store).reader('article');
      assert.deepEqual(await Promise.all([reader.count({}, 2), reader.count({}, 9), reader.count({})]), [2, 3, 3]);
    });
  });
}
