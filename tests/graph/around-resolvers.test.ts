import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { execute, parse } from 'graphql';
import type { MiddlewareFn } from 'type-graphql';
import { contextFor } from '../../src/content/index.js';
import { buildGraph } from '../../src/schema.js';
import { executed, loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const query = '{ articles(first: 2) { nodes { headline people { name roles(current: true) { title } } } } }';

describe("type-graphql's middlewares and validation", () => {
  let test: TestStore;
  before(async () => {
    test = await (storeKinds[0] as (typeof storeKinds)[number]).open();
    await loadInto(test.store, ...world, articleDocument(1), articleDocument(2));
  });
  after(() => test.remove());

  const ask = async (schema: ReturnType<typeof buildGraph>) =>
    JSON.parse(
      JSON.stringify(await execute({ schema, document: parse(query), contextValue: contextFor(test.store, {}) })),
    );

  it('see every field, and leave the answer as it is', async () => {
    const seen = new Set<string>();
    const note: MiddlewareFn = ({ info }, next) => {
      seen.add(`${info.parentType.name}.${info.fieldName}`);
      return next();
    };
    const answer = await ask(buildGraph({ globalMiddlewares: [note] }));
    assert.deepEqual(answer, await executed(test.store, { query }));
    const fields = ['Article.headline', 'Article.people', 'ArticleConnection.nodes', 'Person.name', 'Person.roles'];
    assert.deepEqual([...seen].sort(), [...fields, 'Query.articles', 'Role.title']);
  });

  it('see every argument, and can refuse it', async () => {
    const answer = await ask(
      buildGraph({
        validateFn: (value) => {
          if ((value as { current?: boolean } | undefined)?.current) throw new Error('not the current ones');
        },
      }),
    );
    assert.equal(answer.errors[0].message, 'not the current ones');
    assert.deepEqual(answer.errors[0].path.slice(-2), [0, 'roles']);
  });
});
