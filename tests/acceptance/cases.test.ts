import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../src/project.js';
import { Command } from '../support/command.js';
import { storeKinds, type TestStore } from '../support/stores.js';

/** The folder of cases, beside that of the samples: documents, queries and the right answers, which `play.py` plays on a gateway. */
const cases = resolve(process.env.CASES ?? join(dirname(resolve(process.env.SAMPLES ?? '../shared/samples')), 'cases'));

/** Cases that fail, and why. One that passes goes from this list. */
const knownFailures: Record<string, string> = {
  '04-french-elision': 'the search takes l’eau and d’eau for words of their own',
  '06-nfd-slug': 'a slug in decomposed Unicode is another one than the same in composed',
  '08-iri-links': 'a link with letters beyond ASCII is rejected',
  '10-unmerge-concept': 'a merge that is taken back leaves the mentions at what it was merged into',
  '12-locale-case': 'language tags differ by their capitals',
  '15-rename-chain': 'slugs that move on within one load collide',
  '20-liveblog-modified': 'a post does not count as a change of its live blog',
  '21-image-rights-over': 'an image is shown after its rights have ended',
  '22-overlapping-names': 'of two names that overlap in a text, the shorter one wins',
  '23-nfd-name-in-text': 'a name in decomposed Unicode is not found in a text',
  '25-hyphen-compounds': 'the search does not find compounds with a hyphen and without it as one word',
};

const names = (await readdir(join(cases, 'graph'))).sort();

describe('the list of known failures', () => {
  it('names cases that there are', () => {
    assert.deepEqual(
      Object.keys(knownFailures).filter((name) => !names.includes(name)),
      [],
    );
  });
});

// At the same time: it is mostly the loader that takes time, once for each file.
describe('the cases', { concurrency: true }, () => {
  for (const kind of storeKinds) {
    describe(`on the ${kind.name}`, { skip: kind.skip }, () => {
      let place: TestStore;
      let server: Command;
      let played: Map<string, Played>;

      before(async () => {
        place = await kind.open();
        const settings = { LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings };
        server = new Command('bundle/main.js', [], { ...settings, PORT: '0' });
        const address = await server.says(/answers at (\S+)/);
        played = await play(new URL(address).origin, settings);
      });
      after(async () => {
        server.child.kill('SIGTERM');
        await server.end();
        await place.remove();
      });

      for (const name of names) {
        const reason = knownFailures[name];
        it(reason ? `${name} fails: ${reason}` : name, () => {
          const { passed, report } = played.get(name) ?? { passed: undefined, report: played.get('')?.report };
          assert.notEqual(passed, undefined, `play.py said nothing of it: ${report}`);
          assert.ok(reason || passed, report);
          assert.ok(!(reason && passed), `${name} passes: take it from the list of known failures`);
        });
      }
    });
  }
});

interface Played {
  passed?: boolean;
  report: string;
}

/** What play.py says of each case; everything that it says under the empty name. The loader that it runs has these settings. */
async function play(url: string, settings: Record<string, string>): Promise<Map<string, Played>> {
  const { PATH = '', HOME = '' } = process.env;
  const said = await new Promise<string>((done) => {
    const options = { cwd: fileURLToPath(projectFile('.')), env: { PATH, HOME, ...settings } };
    execFile('python3', [join(cases, 'play.py'), url], options, (error, out, errors) =>
      done(`${out}${errors}${out ? '' : error}`),
    );
  });
  const reports = said.split(/^(?=(?:ok {2}|FAIL) \S+$)/m).map((report): [string, Played] => {
    const [, verdict, name = ''] = /^(ok {2}|FAIL) (\S+)$/m.exec(report) ?? [];
    return [name, { passed: verdict !== 'FAIL', report }];
  });
  return new Map<string, Played>([...reports, ['', { report: said }]]);
}
