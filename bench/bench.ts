import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';
import { type Mongod, startMongod } from '../tests/support/mongod.js';
import { findMongod } from '../tests/support/mongod-binary.js';
import { article } from './content/article.js';
import { articlePage, frontPage, nameOf, topicPage } from './content/queries.js';
import { topics as topicSlugs } from './content/words.js';
import { sectionPaths, world } from './content/world.js';
import type { Row } from './report/table.js';
import { connections, LoadGenerator } from './running/load.js';
import { preparePackage } from './running/package.js';
import { killAll, memoryOf, startCommand } from './running/processes.js';
import { ask, type Mode, type Peer, type Server, startGateway, startPeer } from './running/servers.js';

/** One thing that is measured. */
export interface Part {
  name: string;
  /** Whether it belongs to the quick run too. */
  quick: boolean;
  measure(bench: Bench): Promise<Row[]>;
}

/** How long a load was, and what it took. */
export interface Seeding {
  seconds: number;
  /** Bytes that the loader held at most; undefined where the system does not say. */
  peak: number | undefined;
}

/** How many articles are loaded; fewer for the quick run, of which loading would be a third. */
const articles = { full: 20_000, quick: 5000 };
export const section = 'harbour';
/** What is measured: as many of each as there are connections, so that no two ask the same at the same time. */
const asked = Array.from({ length: connections }, (_, at) => at);
export const operations = {
  FrontPage: sectionPaths.slice(0, connections).map(({ top, slug }) => frontPage(`${top}/${slug}`)),
  Article: asked.map((at) => articlePage(`article-${articles.quick / 2 + at}`)),
  Topic: topicSlugs.slice(0, connections).map((slug) => topicPage(slug)),
};
const database = 'dateline';

/** A real MongoDB with the generated newsroom, a load generator, and whatever servers the parts ask for. */
export class Bench {
  readonly #servers = new Map<string, Promise<Server>>();
  #load: LoadGenerator | undefined;
  #answers: Promise<Record<string, string>> | undefined;
  #seeded: Seeding | undefined;

  private constructor(
    readonly quick: boolean,
    readonly growth: number,
    readonly say: (line: string) => void,
    private readonly folder: string,
    private readonly mongod: Mongod,
    readonly client: MongoClient,
  ) {}

  static async open(quick: boolean, growth: number, say: (line: string) => void): Promise<Bench> {
    preparePackage(say);
    const found = await findMongod(say);
    if (found.binary === undefined)
      throw new Error(`There is no mongod (${found.why}). Set MONGOD to one, or put one on the PATH.`);
    const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
    // By itself it would take half of the machine's memory; with little of it, it is at pains to make room all the time.
    const limits = { cacheGigabytes: 4, transactionSeconds: 60 };
    const mongod = await startMongod({ binary: found.binary, limits });
    process.once('exit', () => void mongod.kill());
    const bench = new Bench(quick, growth, say, folder, mongod, await MongoClient.connect(mongod.uri));
    await bench.#fill();
    return bench;
  }

  get articles(): number {
    return this.quick ? articles.quick : articles.full;
  }

  get load(): LoadGenerator {
    this.#load ??= new LoadGenerator();
    return this.#load;
  }

  /** How the store that everything is measured on was loaded. */
  get seeded(): Seeding {
    return this.#seeded as Seeding;
  }

  uri(name = database): string {
    const uri = new URL(this.mongod.uri);
    uri.pathname = `/${name}`;
    return uri.href;
  }

  db(name = database): Db {
    return this.client.db(name);
  }

  /** The gateway with these caches; started when it is first asked for. */
  gateway(mode: Mode, engine: 'MongoDB' | 'embedded' = 'MongoDB'): Promise<Server> {
    const settings = engine === 'MongoDB' ? { MONGODB_URI: this.uri() } : this.embedded;
    return this.#once(`${engine} ${mode}`, () => startGateway(mode, settings));
  }

  peer(peer: Peer): Promise<Server> {
    return this.#once(peer, async () =>
      startPeer(peer, this.uri(), peer === 'bytes' ? await this.#readyBytes() : undefined),
    );
  }

  get embedded(): Record<string, string> {
    return { DATA_DIR: join(this.folder, 'embedded') };
  }

  /** A file with the newsroom and its first `count` articles. */
  async file(count: number): Promise<string> {
    const path = join(this.folder, `${count}.ndjson`);
    await pipeline(Readable.from(lines(count)), createWriteStream(path));
    return path;
  }

  /** Loads a file by `npm run seed`'s own command. */
  async seed(path: string, settings: Record<string, string>): Promise<Seeding> {
    const started = performance.now();
    const seeding = startCommand('bundle/seed.js', [path], settings);
    const ended = seeding.done();
    let over = false;
    const finish = () => {
      over = true;
    };
    ended.then(finish, finish);
    let peak: number | undefined;
    while (!over) {
      peak = (await memoryOf(seeding.pid, 'VmHWM')) ?? peak;
      await Promise.race([sleep(50), ended]);
    }
    await ended;
    return { seconds: (performance.now() - started) / 1000, peak };
  }

  /** Ends what the last part asked for: a gateway that nobody asks still follows every change. */
  async endServers(): Promise<void> {
    const servers = await Promise.allSettled(this.#servers.values());
    this.#servers.clear();
    await Promise.all(
      servers.map((server) => (server.status === 'fulfilled' ? server.value.process.end() : undefined)),
    );
  }

  /** Ends every process and leaves no file. */
  async close(): Promise<void> {
    await this.endServers();
    await this.#load?.end();
    killAll();
    await this.client.close();
    await this.mongod.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #fill(): Promise<void> {
    this.say(`Loading ${this.articles.toLocaleString('en')} articles …`);
    this.#seeded = await this.seed(await this.file(this.articles), { MONGODB_URI: this.uri() });
  }

  #readyBytes(): Promise<Record<string, string>> {
    this.#answers ??= this.#askAll();
    return this.#answers;
  }

  async #askAll(): Promise<Record<string, string>> {
    const gateway = await this.gateway('cold');
    const answers: Record<string, string> = {};
    for (const operation of Object.values(operations).flat())
      answers[nameOf(operation)] = await ask(gateway, operation);
    return answers;
  }

  #once(key: string, make: () => Promise<Server>): Promise<Server> {
    const server = this.#servers.get(key) ?? make();
    this.#servers.set(key, server);
    return server;
  }
}

function* lines(count: number): Generator<string> {
  for (const document of world()) yield `${JSON.stringify(document)}\n`;
  for (let number = 0; number < count; number += 1) yield `${JSON.stringify(article(number))}\n`;
}
