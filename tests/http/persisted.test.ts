import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { post, request, startGateway, type TestGateway } from '../support/gateway.js';

describe('persisted queries', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
  });
  after(() => test.remove());

  it('are answered by GET by their hash alone, from the first time on', async () => {
    const query = 'query ($first: Int) { articles(first: $first) { nodes { slug } } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const get = (parameters: object) => {
      const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      return request(`${test.address}/graphql?${new URLSearchParams(texts)}`);
    };
    const variables = { first: 1 };
    assert.match((await get({ extensions, variables })).text, /PersistedQueryNotFound/);
    for (const parameters of [
      { query, extensions, variables },
      { extensions, variables },
      { extensions, variables },
    ]) {
      const { status, text } = await get(parameters);
      assert.deepEqual([status, JSON.parse(text)], [200, { data: { articles: { nodes: [{ slug: 'herring-30' }] } } }]);
    }
    const { text } = await post(test.address, { extensions, variables: { first: 2 } });
    assert.equal(JSON.parse(text).data.articles.nodes.length, 2);
  });
});
