import { setImmediate as turn } from 'node:timers/promises';
import { follow } from '../../src/cache/follow.js';
import { Reads } from '../../src/cache/reads.js';
import { type KeptResponse, Responses } from '../../src/cache/responses.js';
import { StoreError } from '../../src/store/errors.js';
import type { Doc, Store, StoreChange, WatchOptions } from '../../src/store/store.js';
import { FakeStream } from './fake-stream.js';

/** A document of the model: in one list, or in none; a version counts for all documents. */
export interface Version {
  version: number;
  committed: number;
  list: string | undefined;
}

export const ids = ['a', 'b', 'c'];
export const lists = ['x', 'y'];
type Shown = Record<string, number>;
/** What somebody asks: a document, or a list. */
export type Question = { document: string } | { list: string };

/** What is to happen next. Numbers choose among what is there to be chosen. */
export type Step =
  | { kind: 'ask'; question: Question }
  | { kind: 'advance'; which: number }
  | { kind: 'commit'; id: string; list: string | undefined }
  | { kind: 'deliver' }
  | { kind: 'pulse' }
  | { kind: 'pass'; milliseconds: number }
  | { kind: 'break'; loses: boolean }
  | { kind: 'reopen' };

const key = (id: string) => `article:${id}` as const;
const listTag = (list: string) => `articles/section:${list}`;

/**
 * The caches of one gateway over a store of which every moment is chosen: when a read looks, when what it saw arrives, when
 * a change is told of. The parts that keep, forget and join are the real ones; the reading is as `Reader` and the route do it.
 */
export class Model {
  readonly history = new Map<string, Version[]>(ids.map((id) => [id, [{ version: 0, committed: 0, list: undefined }]]));
  readonly problems: string[] = [];
  answers = 0;
  hits = 0;
  readonly #log: { id: string; version: number }[] = [];
  /** Changes told of, of all in the log. */
  #told = 0;
  /** Changes of which the store's answer tells that is under way. */
  #asked = 0;
  /** What the process has passed, by document. */
  readonly #passed = new Map<string, number>();
  readonly #gates: (() => void)[] = [];
  #stream: FakeStream | undefined;
  #forgotten = 0;
  readonly #following;
  readonly #reads: Reads;
  readonly #responses: Responses;

  constructor(
    bytes: number,
    /** Milliseconds, which never go back: what follows the store reads them from the first moment on. */
    private readonly clock: { now: number },
    private readonly tick: () => void,
  ) {
    this.#following = follow({
      store: { watch: (options: WatchOptions) => this.#watch(options) } as unknown as Store,
      without: [],
      tagsOf: ({ id, document }) => {
        const list = (document as { list?: string } | undefined)?.list;
        return [key(id), 'articles', ...(list ? [listTag(list)] : [])];
      },
      changedOf: ({ id, document }, now) => {
        const list = (document as { list?: string }).list;
        return { key: key(id), document: document as Doc, listed: list !== undefined, now };
      },
      readComing: async () => [],
      comingOf: () => undefined,
      onUnsupported: () => undefined,
      onError: () => undefined,
    });
    this.#reads = new Reads(this.#following.freshness, bytes);
    this.#responses = new Responses(this.#following.freshness, bytes);
  }

  async run(steps: readonly Step[]): Promise<void> {
    await this.#settle();
    this.#pulse();
    await this.#settle();
    for (const step of steps) {
      this.#take(step);
      await this.#settle();
    }
    await this.#quieten();
    this.#following.close();
    this.tick();
  }

  #take(step: Step): void {
    if (step.kind === 'ask') void this.#ask(step.question);
    else if (step.kind === 'advance') this.#gates.splice(step.which % Math.max(this.#gates.length, 1), 1)[0]?.();
    else if (step.kind === 'commit') this.#commit(step.id, step.list);
    else if (step.kind === 'deliver') this.#deliver();
    else if (step.kind === 'pulse') this.#pulse();
    else if (step.kind === 'pass') this.clock.now += step.milliseconds;
    else if (step.kind === 'break') this.#break(step.loses);
    else this.tick();
  }

  #commit(id: string, list: string | undefined): void {
    const versions = this.history.get(id) as Version[];
    const version = this.#log.push({ id, version: 0 });
    versions.push({ version, committed: this.clock.now, list });
    (this.#log.at(-1) as { version: number }).version = version;
  }

  #deliver(): void {
    const change = this.#log[this.#told];
    if (!change || !this.#stream) return;
    this.#told += 1;
    // With the document as it was left, or as it is now: as a look-up finds it.
    const left = (this.history.get(change.id) as Version[]).find(({ version }) => version === change.version);
    const { list, version } = change.version % 2 ? (left as Version) : this.#current(change.id);
    this.#stream.tell({
      collection: 'articles',
      id: change.id,
      kind: 'replace',
      token: String(this.#told),
      document: { _id: change.id, version, ...(list && { list }) } as Doc,
    });
    this.#passed.set(change.id, change.version);
  }

  /** All that had been asked for is told of; the next is asked for. */
  #pulse(): void {
    if (this.#told < this.#asked) return;
    this.#asked = this.#log.length;
    this.#stream?.pulse();
  }

  #break(loses: boolean): void {
    if (loses) this.#forgotten = this.#log.length + 1;
    this.#stream?.fail(new StoreError('UNAVAILABLE', 'cut'));
    this.#stream = undefined;
  }

  async #watch({ after, onPulse }: WatchOptions): Promise<AsyncIterable<StoreChange>> {
    if (after !== undefined && Number(after) < this.#forgotten) throw new StoreError('TOKEN_LOST', 'lost');
    this.#told = after === undefined ? this.#log.length : Number(after);
    if (after === undefined) for (const { id, version } of this.#log) this.#passed.set(id, version);
    this.#asked = this.#log.length;
    this.#stream = new FakeStream(onPulse ?? (() => undefined));
    return this.#stream;
  }

  async #ask(question: Question): Promise<void> {
    const asked = { passed: new Map(this.#passed), now: this.clock.now };
    const name = JSON.stringify(question);
    const kept = this.#responses.get(name);
    if (kept) this.hits += 1;
    const response =
      kept ?? (await this.#responses.share(name, async () => ({ kept: await this.#answer(question) }))).kept;
    if (response) this.#check(question, JSON.parse(response.body.toString()), asked);
  }

  async #answer(question: Question): Promise<KeptResponse> {
    const tags = new Set<string>();
    const shown: Shown = {};
    const show = async (id: string) => {
      tags.add(key(id));
      shown[id] = await this.#document(id);
    };
    if ('document' in question) await show(question.document);
    // A wave for the list, another one for what is nested in it.
    else for (const id of await this.#list(question.list, tags)) await show(id);
    return { body: Buffer.from(JSON.stringify(shown)), variants: new Map(), tags: [...tags] };
  }

  async #document(id: string): Promise<number> {
    const known = this.#reads.document(key(id), true);
    if (known) return (known as unknown as Version).version;
    const begun = this.#reads.begin(new Date());
    await this.#moment();
    const { version } = this.#current(id);
    await this.#moment();
    this.#reads.keepDocument(key(id), { _id: id, version } as never, true, begun);
    return version;
  }

  async #list(list: string, tags: Set<string>): Promise<string[]> {
    const name = `list ${list}`;
    const known = this.#reads.answer(name, new Date());
    for (const tag of known?.tags ?? []) tags.add(tag);
    if (known?.keys) return known.keys.map((one) => one.slice('article:'.length));
    const begun = this.#reads.begin(new Date());
    await this.#moment();
    const found = ids.filter((id) => this.#current(id).list === list).map((id) => ({ id, ...this.#current(id) }));
    await this.#moment();
    const keys = found.map(({ id }) => key(id));
    const all = [listTag(list), ...keys];
    for (const { id, version } of found) this.#reads.keepDocument(key(id), { _id: id, version } as never, true, begun);
    const first = { tag: listTag(list), sort: { _id: 1 }, limit: ids.length + 1 } as const;
    this.#reads.keepAnswer(name, { keys, tags: all, first }, begun);
    for (const tag of all) tags.add(tag);
    return found.map(({ id }) => id);
  }

  /** Nothing that is shown, or not shown, is older than what had been passed, or was long past, when it was asked for. */
  #check(question: Question, shown: Shown, { passed, now }: { passed: Map<string, number>; now: number }): void {
    this.answers += 1;
    for (const id of 'document' in question ? [question.document] : ids) {
      const versions = this.history.get(id) as Version[];
      const long = versions.filter(({ committed }) => committed < now - 240).at(-1)?.version ?? 0;
      const oldest = Math.max(passed.get(id) ?? 0, long);
      const since = versions.filter(({ version }) => version >= oldest);
      const allowed =
        'document' in question
          ? since.some(({ version }) => version === shown[id])
          : id in shown
            ? (shown[id] as number) >= oldest
            : since.some(({ list }) => list !== question.list);
      if (!allowed) this.problems.push(`${JSON.stringify(question)} showed ${id} as ${shown[id]}, after ${oldest}`);
    }
  }

  /** Everything arrives and is told of; then every answer is what the store has. */
  async #quieten(): Promise<void> {
    // Opened again, and once more where the token was lost.
    for (let round = 0; round < 4; round += 1) {
      this.tick();
      await this.#settle();
    }
    while (this.#gates.length > 0 || this.#told < this.#log.length) {
      this.#gates.shift()?.();
      this.#deliver();
      await this.#settle();
    }
    for (let pulse = 0; pulse < 2; pulse += 1) this.#pulse();
    await this.#settle();
    if (!this.#following.freshness.trusted) this.problems.push('it does not trust the store again');
    this.clock.now += 1000;
    for (let pulse = 0; pulse < 2; pulse += 1) this.#pulse();
    for (const question of [...ids.map((document) => ({ document })), ...lists.map((list) => ({ list }))]) {
      const asking = [this.#ask(question), this.#ask(question)];
      for (await this.#settle(); this.#gates.length > 0; await this.#settle()) this.#gates.shift()?.();
      await Promise.all(asking);
    }
  }

  #current(id: string): Version {
    return (this.history.get(id) as Version[]).at(-1) as Version;
  }

  #moment(): Promise<void> {
    return new Promise((resolve) => this.#gates.push(resolve));
  }

  /** All that follows by itself has followed. */
  async #settle(): Promise<void> {
    await turn();
  }
}
