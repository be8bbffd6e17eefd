import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readInputs } from '../../src/import/input.js';
import { describe as inWords } from '../../src/import/problem.js';

describe('inputs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-input-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function read(name: string, content: string | Buffer): Promise<string[]> {
    await writeFile(join(folder, name), content);
    return readAll(join(folder, name));
  }

  async function readAll(...paths: string[]): Promise<string[]> {
    const seen: string[] = [];
    for await (const input of readInputs(paths)) {
      if (input.format === 'problem') seen.push(inWords(input.problem));
      else if (input.format === 'page') seen.push('page');
      else
        for await (const parsed of input.documents)
          seen.push('problem' in parsed ? inWords(parsed.problem) : `document ${JSON.stringify(parsed.origin)}`);
    }
    return seen.map((line) => line.replaceAll(`${folder}/`, ''));
  }

  it('tells the format from the content', async () => {
    assert.deepEqual(await read('one', '{\n  "type": "topic"\n}'), ['document {"file":"one"}']);
    assert.deepEqual(await read('many', '[{"a": 1}, {"a": 2}]'), [
      'document {"file":"many","pointer":"/0"}',
      'document {"file":"many","pointer":"/1"}',
    ]);
    assert.deepEqual(await read('lines', '{"a": 1}\n\n{"a": 2}\n'), [
      'document {"file":"lines","line":1}',
      'document {"file":"lines","line":3}',
    ]);
    assert.deepEqual(await read('page', 'A headline\n\nA text.'), ['page']);
    assert.deepEqual(await read('bracket', '[Photo] A headline\n\nA text.'), ['page']);
    assert.deepEqual(await read('bom', '\uFEFF{"a": 1}'), ['document {"file":"bom"}']);
    assert.deepEqual(await read('crlf', '{"a": 1}\r\n{"a": 2}\r\n'), [
      'document {"file":"crlf","line":1}',
      'document {"file":"crlf","line":2}',
    ]);
  });

  it('names file and place of what it cannot read', async () => {
    assert.deepEqual(await readAll(join(folder, 'missing')), ['missing: expected a file or folder, found none']);
    assert.deepEqual(await read('empty', ''), ['empty: expected documents or a page, found an empty file']);
    assert.deepEqual(await read('binary', Buffer.from([0x89, 0x50, 0, 1])), [
      'binary: expected text in UTF-8, found a binary file',
    ]);
    assert.deepEqual(await read('latin', Buffer.from('A line\nA caf\xe9\n', 'latin1')), [
      'latin:2: expected UTF-8, found bytes that are none',
    ]);
    const [cut] = await read('cut.json', '{\n  "type": "topic",\n  "slug": ');
    assert.match(cut as string, /^cut\.json:3: expected JSON: /);
    const large = await read('large', 'word '.repeat(10_000_000));
    assert.deepEqual(large, ['large: expected at most 2097152 bytes for a page, found 50000000']);
  });

  it('goes on after a broken line of NDJSON', async () => {
    const lines = await read(
      'broken.ndjson',
      Buffer.concat([Buffer.from('{"a": 1}\n{"a":\n'), Buffer.from([0xff, 0x0a]), Buffer.from('{"a": 4}')]),
    );
    assert.deepEqual(
      [lines.length, lines[0], lines[3]],
      [4, 'document {"file":"broken.ndjson","line":1}', 'document {"file":"broken.ndjson","line":4}'],
    );
    assert.match(lines[1] as string, /^broken\.ndjson:2: expected a JSON document on one line/);
    assert.equal(lines[2], 'broken.ndjson:3: expected UTF-8, found bytes that are none');
  });

  it('streams an array: what stands before a break is read, the break has its line', async () => {
    const one = { text: 'é 首尔 😀 \u0001 \\ " ] }', list: [[1], { a: [] }] };
    const elements = Array.from({ length: 3000 }, (_, at) => JSON.stringify({ at, ...one }));
    const whole = `\uFEFF[\n${elements.join(',\n')}\n]\n`;
    const all = elements.map((_, at) => `document {"file":"array","pointer":"/${at}"}`);
    assert.deepEqual(await read('array', whole), all);
    const places: unknown[] = [];
    for await (const input of readInputs([join(folder, 'array')])) {
      assert.ok(input.format === 'documents' && input.path);
      const bytes = await readFile(input.path);
      for await (const parsed of input.documents) {
        assert.ok('place' in parsed && parsed.place);
        const { start, length } = parsed.place;
        places.push(JSON.parse(bytes.subarray(start, start + length).toString()));
        assert.deepEqual(places.at(-1), parsed.input);
      }
    }
    assert.equal(places.length, elements.length);

    const cut = await read('array', whole.slice(0, whole.indexOf(elements[2000] as string) + 20));
    assert.deepEqual(cut.slice(0, -1), all.slice(0, 2000));
    assert.match(cut.at(-1) as string, /^array:2002: expected JSON: /);
    const wrong = await read('array', whole.replace('{"at":1500,', '{"at":1500;'));
    assert.deepEqual(wrong.slice(0, -1), all.slice(0, 1500));
    assert.match(wrong.at(-1) as string, /^array:1502: expected JSON: /);
    const bytes = Buffer.from(whole);
    bytes[bytes.indexOf('"at":2500') - 3] = 0xff;
    const invalid = await read('array', bytes);
    assert.equal(invalid.at(-1), 'array:2501: expected UTF-8, found bytes that are none');
    assert.deepEqual(await read('array.json', '[]'), []);
  });

  it('refuses a document that is too large for any store, and goes on', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(17 * 1024 * 1024) });
    const message = 'expected at most 16777216 bytes for a document, found more';
    assert.deepEqual(await read('large.ndjson', `{"a": 1}\n${large}\n{"a": 3}\n`), [
      'document {"file":"large.ndjson","line":1}',
      `large.ndjson:2: ${message}`,
      'document {"file":"large.ndjson","line":3}',
    ]);
    assert.deepEqual(await read('large.json', `[{"a": 1},\n${large}]`), [
      'document {"file":"large.json","pointer":"/0"}',
      `large.json:2: ${message}`,
    ]);
  });

  it('reads folders in order, each file once, and passes over what is no input', async () => {
    const below = join(folder, 'tree', 'b');
    await mkdir(below, { recursive: true });
    await writeFile(join(folder, 'tree', 'a.json'), '{}');
    await writeFile(join(below, 'c.txt'), 'Text');
    await writeFile(join(below, 'picture.svg'), '<svg/>');
    await writeFile(join(below, '.hidden.json'), '{}');
    const tree = join(folder, 'tree');
    assert.deepEqual(await readAll(tree, join(tree, 'a.json')), ['document {"file":"tree/a.json"}', 'page']);
  });
});
