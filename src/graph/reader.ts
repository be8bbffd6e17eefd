import DataLoader from 'dataloader';
import type { Doc, Filter, Sort } from '../store/store.js';
import type { Commands } from './commands.js';
import type { Audience, Viewer } from './content-type.js';
import { CodedError } from './errors.js';
import { firstPageOf } from './first-page.js';
import { type MaybePromise, rejecting } from './maybe-promise.js';
import type { NodeKey, Typed } from './node.js';
import { type Parts, partsOf } from './parts.js';
import { type Found, type Group, Pipelines, type Readable, type Row } from './pipelines.js';
import { isLookup, keyOf, type PageSpec, type Question, type Stage } from './question.js';
import type { ReadCache } from './read-cache.js';
import type { Selection } from './selection.js';
import type { TagSet } from './tag-set.js';
import type { Waves } from './waves.js';

const goneMessages = {
  GONE: 'This was public once and has expired.',
  WITHDRAWN: 'This was public once and has been withdrawn.',
};

/** A document that is public, or was: then why it is gone. */
export interface Trace<D> {
  document: D;
  gone: 'GONE' | 'WITHDRAWN' | undefined;
}

/** Begins to read what will be asked of the document with this id, whether or not it is there. */
export type Foresight = (id: string) => void;

/** What a request's readers share. */
export interface Reading {
  viewer: Viewer;
  waves: Waves;
  commands: Commands;
  cache: ReadCache | undefined;
  selection: Selection | undefined;
  /** Tags of all that was read. */
  tags: TagSet;
}

/**
 * All that one request asks of one collection. Whatever is asked in the same wave (documents by id or slug, lists,
 * counts) goes out as one command; equal questions are asked once per request.
 */
export class Reader<D extends Doc> {
  readonly #loader: DataLoader<Question, unknown, string>;
  readonly #pipelines: Pipelines<D>;
  /** Which fields of its documents are read; undefined for all. */
  readonly #parts: Parts | undefined;

  constructor(
    private readonly type: Readable<D>,
    private readonly reading: Reading,
    private readonly foresee: Foresight = () => undefined,
  ) {
    const { waves, selection, viewer } = reading;
    this.#parts = type.large && selection && partsOf(type.large, selection);
    this.#pipelines = new Pipelines(type, viewer, this.#parts);
    this.#loader = new DataLoader((questions) => waves.track(this.#answer(questions)), {
      cacheKeyFn: keyOf,
      batchScheduleFn: waves.schedule,
    });
  }

  /**
   * The document whose unique `field` has this value; what the audience may not see is as if it were not there. Rejects with GONE
   * and WITHDRAWN.
   */
  one(field: string, value: string): MaybePromise<(D & Typed) | null> {
    const known = field === '_id' ? this.#kept(value) : undefined;
    if (known) return rejecting(() => this.shown(known as D & Typed));
    if (field === '_id') this.foresee(value);
    return this.#load({ ask: 'one', field, value });
  }

  /** The document with this id whoever may see it: for those who decide it themselves, with `shown`. */
  held(id: string): MaybePromise<(D & Typed) | null> {
    return this.#kept(id) ?? this.#load({ ask: 'one', field: '_id', value: id, held: true });
  }

  /** Whether the asker may see a document, or why no longer. */
  verdict(document: D): ReturnType<Audience<D>['admits']> {
    return this.#pipelines.verdict(document);
  }

  /** What the asker sees of a document: null where it is hidden. Throws where it is GONE or WITHDRAWN. */
  shown(document: D & Typed): (D & Typed) | null {
    const verdict = this.verdict(document);
    if (verdict === false) return null;
    if (verdict === true) return document;
    throw new CodedError(verdict, goneMessages[verdict]);
  }

  /** Every document whose `field` is or holds this value. Only for what is few by nature, such as a person's posts. */
  all(field: string, value: string, sort: Sort): MaybePromise<(D & Typed)[]> {
    return this.#load({ ask: 'all', field, value, sort });
  }

  /** Every document whose `field` is or holds this value, what is gone included; what the audience may not see is left out. */
  traces(field: string, value: string): MaybePromise<Trace<D & Typed>[]> {
    return this.#load({ ask: 'traces', field, value });
  }

  page(spec: PageSpec): MaybePromise<(D & Typed)[]> {
    return this.#load({ ask: 'page', ...spec });
  }

  /** With `atMost` it stops counting there. */
  count(filter: Filter, atMost?: number): MaybePromise<number> {
    return this.#load({ ask: 'count', filter, ...(atMost && { atMost }) });
  }

  /** The rows of a pipeline over what a list's filter lets through. Nobody may change them. */
  group<R extends object>(filter: Filter, stages: Stage[]): MaybePromise<R[]> {
    return this.#load({ ask: 'group', filter, stages });
  }

  #load<R>(question: Question): MaybePromise<R> {
    const known = this.#known(question);
    if (known === undefined) return this.#loader.load(question) as Promise<R>;
    return rejecting(() => this.#result(question, known) as R);
  }

  /** What the cache has, if it has all of it. */
  #known(question: Question): Found | undefined {
    const { cache, viewer } = this.reading;
    const answer = cache?.answer(this.#inCache(question), viewer.now);
    if (!cache || !answer) return undefined;
    const { keys, ...found } = answer;
    if (!keys) return found;
    const rows: Row[] = [];
    for (const key of keys) {
      const document = cache.document(key, !this.#parts);
      if (!document) return undefined;
      rows.push(document as Row);
    }
    return { ...found, rows };
  }

  #keep(question: Question, { rows, ...found }: Found, begun: number): void {
    const { cache } = this.reading;
    if (!cache) return;
    const keys = rows?.map(({ _id }) => this.#pipelines.key(_id));
    rows?.forEach((row, at) => {
      cache.keepDocument((keys as NodeKey[])[at] as NodeKey, row, !this.#parts, begun);
    });
    const byId = question.ask === 'one' && question.field === '_id' && rows?.length === 1;
    if (byId) return;
    const first = keys && firstPageOf(this.type, question);
    cache.keepAnswer(this.#inCache(question), { ...found, ...(keys && { keys }), ...(first && { first }) }, begun);
  }

  /** What the asker gets: hidden documents are left out, what is gone is an error. */
  #result(question: Question, { rows, value, tags }: Found): unknown {
    this.reading.tags.add(tags);
    if (!rows) return value;
    if (question.ask === 'traces') return rows.flatMap((row) => this.#trace(row));
    if (question.ask !== 'one') return rows;
    const [document = null] = rows as unknown as (D & Typed)[];
    return document && !question.held ? this.shown(document) : document;
  }

  /** A document that the cache has. */
  #kept(id: string): (D & Typed) | undefined {
    const key = this.#pipelines.key(id);
    const known = this.reading.cache?.document(key, !this.#parts) as (D & Typed) | undefined;
    if (known) this.reading.tags.add(key);
    return known;
  }

  /** Nothing for a document that the audience may not see. */
  #trace(row: Row): Trace<D & Typed>[] {
    const verdict = this.verdict(row as unknown as D);
    if (verdict === false) return [];
    return [{ document: row as unknown as D & Typed, gone: verdict === true ? undefined : verdict }];
  }

  async #answer(questions: readonly Question[]): Promise<unknown[]> {
    const found = new Map<Question, Found>();
    for (const question of questions) {
      // It may have come into the cache while it waited for its turn.
      const kept = question.ask === 'one' && question.field === '_id' && this.#kept(question.value);
      if (kept) found.set(question, { rows: [kept as unknown as Row], tags: [] });
    }
    const open = questions.filter((question) => !found.has(question));
    const asked = open.length > 0 ? await this.#ask(open) : [];
    for (const [question, answer] of asked) found.set(question, answer);
    return questions.map((question) => orError(() => this.#result(question, found.get(question) as Found)));
  }

  /** What the store answers, which the cache has from then on. */
  async #ask(questions: readonly Question[]): Promise<[Question, Found][]> {
    const groups = this.#pipelines.groups(questions);
    const begun = this.reading.cache?.begin(this.reading.viewer.now) ?? 0;
    const { collection } = this.type;
    const rows = await this.reading.commands.send(
      groups.map(({ pipeline }) => ({ collection, pipeline })),
      questions.every(isLookup),
    );
    return groups.flatMap((group, at) => {
      const sent = (rows[at] as Row[]).map((row) => this.#typed(group, row));
      const found = group.answers(sent);
      return group.questions.map((question, index): [Question, Found] => {
        const answer = found[index] as Found;
        this.#keep(question, answer, begun);
        return [question, answer];
      });
    });
  }

  #inCache(question: Question): string {
    return `${this.type.collection} ${keyOf(question)}`;
  }

  /** Rows that are documents say of which type they are. */
  #typed({ questions }: Group, row: Row): Row {
    const ask = questions[0]?.ask;
    if (ask !== 'count' && ask !== 'group') row.__typename = this.type.typeName;
    return row;
  }
}

/** DataLoader tells an asker of an error by a value that is one. */
function orError(result: () => unknown): unknown {
  try {
    return result();
  } catch (error) {
    return error;
  }
}
