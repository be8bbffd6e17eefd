import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** GraphQL over HTTP, by the audit suite of graphql-http: what MUST hold does; what only SHOULD is printed. */
describe('GraphQL over HTTP', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
  });
  after(() => test.remove());

  const audits = serverAudits({ url: () => `${test.address}/graphql`, fetchFn: fetch });
  for (const audit of audits) {
    it(audit.name, async (context) => {
      const result = await audit.fn();
      if (result.status === 'ok') return;
      assert.ok(!audit.name.startsWith('MUST'), result.reason);
      context.diagnostic(`${result.status}: ${result.reason}`);
    });
  }
});
