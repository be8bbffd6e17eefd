import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { graphql } from 'graphql';
import { contextFor } from '../../src/content/index.js';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import { newsroom } from '../../src/sample.js';
import { buildGraph } from '../../src/schema.js';
import type { Data } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const run = promisify(execFile);
const schema = buildGraph();
const samples = resolve(process.env.SAMPLES ?? '../shared/samples');
const schemas = join(samples, 'schemas');
const addresses = { publicUrl: 'https://graph.news.example', siteUrl: 'https://news.example' };

async function ninjsValidator(): Promise<ValidateFunction> {
  const [ninjs, geoJson] = await Promise.all(
    ['ninjs-schema_3.1.json', 'GeoJSON-schema.json'].map(async (name) =>
      JSON.parse(await readFile(join(schemas, name), 'utf8')),
    ),
  );
  // IPTC's schema is not written for Ajv's strict mode, which only asks for a style.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(geoJson);
  return ajv.compile(ninjs);
}

/** xmllint's complaints; none for files that are valid. The schema and what it imports are read from the disk. */
async function lint(files: readonly string[]): Promise<string> {
  const xsd = join(schemas, 'NewsML-G2_2.35-spec-All-Power.xsd');
  return run('xmllint', ['--nonet', '--noout', '--schema', xsd, ...files], { maxBuffer: 1 << 26 }).then(
    () => '',
    (error: { code?: unknown; stderr?: string }) => {
      // 1, 3 and 4 are invalid inputs; all else (no xmllint, no schema) is a failure of the check itself.
      if (![1, 3, 4].includes(error.code as number)) throw error;
      return String(error.stderr)
        .split('\n')
        .filter((line) => !line.endsWith(' validates'))
        .join('\n');
    },
  );
}

for (const kind of storeKinds) {
  describe(`exports of every public article on the ${kind.name}`, { skip: kind.skip }, () => {
    let place: TestStore;
    let folder: string;
    let articles: { slug: string; ninjs: string; newsml: string }[];
    let listed: number;
    before(async () => {
      place = await kind.open();
      folder = await mkdtemp(join(tmpdir(), 'dateline-exports-'));
      const { rejected } = await load(readInputs([newsroom, join(samples, 'page.txt')]), place.store);
      assert.equal(rejected, 0);
      articles = [];
      for (let after: string | null | undefined = null; after !== undefined; ) {
        const page: Data = await ask(after);
        articles.push(...page.nodes);
        listed = page.totalCount;
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      }
    });
    after(async () => {
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    });

    async function ask(after: string | null): Promise<Data> {
      const source = `query ($after: String) { articles(first: 50, after: $after) { totalCount pageInfo { hasNextPage endCursor }
        nodes { slug ninjs: export(format: NINJS) newsml: export(format: NEWSML_G2) } } }`;
      const contextValue = contextFor(place.store, addresses);
      const { data, errors } = await graphql({ schema, source, variableValues: { after }, contextValue });
      assert.equal(errors, undefined);
      return (data as Data).articles;
    }

    it('are all of them, those of the page too', () => {
      assert.equal(articles.length, listed);
      assert.ok(articles.length > 60, `only ${articles.length}`);
      assert.ok(articles.some(({ slug }) => slug.startsWith('china-rok-hold')));
    });

    it('are valid ninjs 3.1', async (test) => {
      const validate = await ninjsValidator();
      const wrong = articles.flatMap(({ slug, ninjs }) =>
        validate(JSON.parse(ninjs)) ? [] : [{ slug, errors: validate.errors?.slice(0, 3) }],
      );
      assert.deepEqual(wrong, []);
      test.diagnostic(`${articles.length} articles are valid ninjs 3.1`);
      for (const mistake of [{ uri: undefined }, { urgency: 12 }, { headline: 'as in ninjs 1' }, { uri: 'no uri' }])
        assert.equal(
          validate({ ...JSON.parse(articles[0]?.ninjs as string), ...mistake }),
          false,
          JSON.stringify(mistake),
        );
    });

    it('are valid NewsML-G2 2.35, conformance Power', async (test) => {
      const files = await Promise.all(
        articles.map(async ({ newsml }, at) => {
          const file = join(folder, `${at}.xml`);
          await writeFile(file, newsml);
          return file;
        }),
      );
      assert.equal(await lint(files), '');
      test.diagnostic(`${articles.length} articles are valid NewsML-G2 2.35`);
      const { newsml: sound = '' } = articles[0] ?? {};
      for (const [at, [from, to]] of (
        [
          ['<itemMeta>', '<itemMeta><headline>here is none</headline>'],
          ['standardversion="2.35"', 'standardversion="new"'],
          ['<contentSet>', '<contentSet><p>'],
          ['<slugline>', '<slug-line/><slugline>'],
        ] as const
      ).entries()) {
        const broken = sound.replace(from, to);
        assert.notEqual(broken, sound);
        const file = join(folder, `broken-${at}.xml`);
        await writeFile(file, broken);
        assert.notEqual(await lint([file]), '', from);
      }
    });
  });
}
