import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { loadGraphiql } from './graphiql.js';

/** A file that the explorer's page loads, kept zipped. */
export interface ExplorerFile {
  type: string;
  etag: string;
  gzip: Uint8Array;
  plain(): Promise<Buffer>;
}

/** The page's own script: it runs in the browser. */
const script = readFileSync(new URL('./browser.js', import.meta.url));
const { version: graphiqlVersion } = createRequire(import.meta.url)('@graphql-yoga/render-graphiql/package.json');

/** Stands in the files' addresses: they are others when the files are. */
export const version = digest(script, graphiqlVersion);

const types = new Map([
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
]);

let graphiql: Promise<Map<string, Uint8Array>> | undefined;

/** Undefined where there is no such file. GraphiQL is unpacked when it is first asked for: most browsers get Sandbox. */
export async function explorerFile(name: string): Promise<ExplorerFile | undefined> {
  if (name === 'explorer.js') return file(name, gzipSync(script));
  graphiql ??= loadGraphiql();
  const gzip = await graphiql.catch((error: unknown) => {
    graphiql = undefined;
    throw error;
  });
  const found = gzip.get(name);
  return found && file(name, found);
}

function file(name: string, gzip: Uint8Array): ExplorerFile {
  return {
    type: types.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'application/octet-stream',
    etag: `"${version}-${name}"`,
    gzip,
    plain: () => promisify(gunzip)(gzip),
  };
}

function digest(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
}
