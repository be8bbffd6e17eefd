import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../src/project.js';

const src = fileURLToPath(projectFile('src'));

interface Import {
  from: string;
  to: string;
}

/** Every import of one file of ours by another, as paths below src without their endings. */
async function imports(): Promise<Import[]> {
  const files = (await readdir(src, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(src, file), 'utf8');
      const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)].map(([, target]) => target as string);
      return targets.map((target) => ({ from: file.replace(/\.ts$/, ''), to: normalize(join(dirname(file), target)) }));
    }),
  );
  return found.flat();
}

/** What a built module of ours imports at once, directly and through others of ours; not what it imports when it is asked for it. */
async function loadedWith(module: string, loaded = new Set<string>()): Promise<ReadonlySet<string>> {
  if (loaded.has(module)) return loaded;
  loaded.add(module);
  const text = await readFile(new URL(`../src/${module}.js`, import.meta.url), 'utf8');
  for (const [, target] of text.matchAll(/(?:from|^import)\s*'(\.[^']+)\.js'/gm))
    await loadedWith(join(dirname(module), target as string), loaded);
  return loaded;
}

/** What each part of the project may import besides itself. */
const allowed: [part: RegExp, may: RegExp][] = [
  [/^store\//, /^store\//],
  [/^config$/, /^$/],
  [/^project$/, /^$/],
  [/^tuning$/, /^$/],
  [/^graph\//, /^(graph\/|store\/(store|errors|time-slice)$)/],
  [/^cache\//, /^(cache\/|graph\/(coming|node|read-cache|readership)$|store\/(store|errors)$)/],
  [/^search\//, /^(search\/|graph\/|store\/store$)/],
  [/^trends\//, /^(trends\/|graph\/|store\/(store|errors)$)/],
  [/^content\/index$/, /^(content\/[^/]+\/index$|graph\/|store\/store$)/],
  [/^content\//, /^(content\/|graph\/|search\/|trends\/|store\/store$)/],
  [/^import\//, /^(import\/|content\/|graph\/|search\/|store\/(store|errors)$)/],
  [/^http\//, /^(http\/|graph\/|cache\/|schema$)/],
  [/^schema$/, /^(content\/index$|graph\/)/],
  // Where the parts are put together.
  [/^(main|gateway|content-store|sample|artefacts|cli\/.*)$/, /./],
];

describe('imports', () => {
  it('go only where the layout allows', async () => {
    const wrong = (await imports()).filter(({ from, to }) => {
      const [, may] = allowed.find(([part]) => part.test(from)) ?? [];
      return !may?.test(to);
    });
    assert.deepEqual(wrong, []);
  });

  it('of content: types know no other content, loaders only types, an index only its own folder', async () => {
    const inContent = (await imports()).filter(
      ({ from, to }) => from.startsWith('content/') && to.startsWith('content/'),
    );
    const folder = (path: string) => path.split('/')[1];
    /** Shared by several types and stored inside them. */
    const shared = /^content\/(concept|body)\/|^content\/image\/image\.type$/;
    const wrong = inContent.filter(({ from, to }) => {
      if (from === 'content/index' || from === 'content/documents') return false;
      if (to.endsWith('/index')) return true;
      if (folder(from) === folder(to) || shared.test(to)) return false;
      if (from.endsWith('.type')) return true;
      if (from.endsWith('.loaders')) return !to.endsWith('.type');
      if (from.endsWith('.resolver')) return !/\.(type|loaders)$/.test(to);
      if (from.endsWith('/index')) return true;
      return false;
    });
    assert.deepEqual(wrong, []);
  });

  it('of a gateway: nothing of how documents are written, which it needs only to load some', async () => {
    const loaded = await loadedWith('main');
    assert.ok(loaded.has('content/article/index') && loaded.has('content/body/block/table'), 'the walk finds modules');
    assert.deepEqual(
      [...loaded].filter((module) => /^content\/.*(\.document|\/native|\/native\/.*)$|^graph\/document$/.test(module)),
      [],
    );
  });
});
