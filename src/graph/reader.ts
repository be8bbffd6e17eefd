import DataLoader from 'dataloader';
import type { Doc, Filter, Sort } from '../store/store.js';
import { tagsOfList } from './cache-tags.js';
import type { Commands } from './commands.js';
import type { Audience, ContentType, Viewer } from './content-type.js';
import { CodedError } from './errors.js';
import type { MaybePromise } from './maybe-promise.js';
import { type NodeKey, type NodeType, nodeKey, type Typed } from './node.js';
import { only, type Parts, partsOf, project, withField } from './parts.js';
import type { ReadCache } from './read-cache.js';
import type { Selection } from './selection.js';
import type { Waves } from './waves.js';

const goneMessages = {
  GONE: 'This was public once and has expired.',
  WITHDRAWN: 'This was public once and has been withdrawn.',
};

/**
 * Where a list stands: the filter, and the order with its tie-breaker, or ids in their order, and then only these. `fields`
 * are all that is wanted of each document, besides its `_id`; left out: everything.
 */
export type PageSpec = { filter: Filter; limit: number; fields?: readonly string[] } & (
  | { sort: Sort }
  | { ranked: readonly string[] }
);

type Question =
  | { ask: 'one'; field: string; value: string; held?: true }
  | { ask: 'all'; field: string; value: string; sort: Sort }
  | { ask: 'traces'; field: string; value: string }
  | ({ ask: 'page' } & PageSpec)
  | { ask: 'count'; filter: Filter; atMost?: number }
  | { ask: 'group'; filter: Filter; stages: Stage[] };

/** A question for documents that have a value. */
type Lookup = Question & { ask: 'one' | 'all' | 'traces' };

/** A document that is public, or was: then why it is gone. */
export interface Trace<D> {
  document: D;
  gone: 'GONE' | 'WITHDRAWN' | undefined;
}

type Row = Doc & Record<string, unknown>;
type Stage = Record<string, unknown>;

/** Questions that one pipeline answers together, and how its rows become what is known of each. */
interface Group {
  questions: Question[];
  pipeline: Stage[];
  answers(rows: Row[]): Found[];
}

/** The rows or the value that answer a question, as the store has them, and what they depend on. */
interface Found {
  rows?: Row[];
  value?: unknown;
  tags: readonly string[];
}

/** What a request's readers share. */
export interface Reading {
  viewer: Viewer;
  waves: Waves;
  commands: Commands;
  cache: ReadCache | undefined;
  selection: Selection | undefined;
  /** Tags of all that was read. */
  tags: Set<string>;
}

/** What a collection's reader has to know of what is in it. */
export type Readable<D extends Doc> = Pick<ContentType<D>, 'collection' | 'typeName' | 'lists' | 'narrow'> & {
  type?: NodeType;
  /** Look-ups of a collection without `admits` show everything. */
  audience?: Pick<Audience<D>, 'listed'> & Partial<Audience<D>>;
};

/**
 * All that one request asks of one collection. Whatever is asked in the same wave (documents by id or slug, lists,
 * counts) goes out as one command; equal questions are asked once per request.
 */
export class Reader<D extends Doc> {
  readonly #loader: DataLoader<Question, unknown, string>;
  /** Which fields of its documents are read; undefined for all. */
  readonly #parts: Parts | undefined;

  constructor(
    private readonly type: Readable<D>,
    private readonly reading: Reading,
    /** Begins what will be asked of the document with this id, whether or not it is there. */
    private readonly foresee: (id: string) => void = () => undefined,
  ) {
    const { waves, selection, cache } = reading;
    this.#parts = type.narrow && partsOf(type.narrow, selection?.get(type.typeName)?.read, cache !== undefined);
    this.#loader = new DataLoader((questions) => waves.track(this.#answer(questions)), {
      cacheKeyFn: keyOf,
      batchScheduleFn: waves.schedule,
    });
  }

  /**
   * The document whose unique `field` has this value; what the audience may not see is as if it were not there. GONE and
   * WITHDRAWN are thrown, or rejected with.
   */
  one(field: string, value: string): MaybePromise<(D & Typed) | null> {
    const known = field === '_id' ? this.#kept(value) : undefined;
    if (known) return this.shown(known as D & Typed);
    if (field === '_id') this.foresee(value);
    return this.#load({ ask: 'one', field, value });
  }

  /** The document with this id whoever may see it: for those who decide it themselves, with `shown`. */
  held(id: string): MaybePromise<(D & Typed) | null> {
    return this.#kept(id) ?? this.#load({ ask: 'one', field: '_id', value: id, held: true });
  }

  /** Whether the asker may see a document, or why no longer. */
  verdict(document: D): ReturnType<Audience<D>['admits']> {
    return this.type.audience?.admits?.(document, this.reading.viewer) ?? true;
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
    return known === undefined ? (this.#loader.load(question) as Promise<R>) : (this.#result(question, known) as R);
  }

  /** What the cache has, if it has all of it. */
  #known(question: Question): Found | undefined {
    const { cache } = this.reading;
    const answer = cache?.answer(this.#inCache(question));
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

  /** @param sent what the store has sent; other documents are in the cache, and no younger for being there */
  #keep(question: Question, { rows, ...found }: Found, sent: ReadonlySet<Row>, begun: number): void {
    const { cache } = this.reading;
    if (!cache) return;
    const keys = rows?.map(({ _id }) => this.#key(_id));
    rows?.forEach((row, at) => {
      if (sent.has(row)) cache.keepDocument((keys as NodeKey[])[at] as NodeKey, row, !this.#parts, begun);
    });
    const byId = question.ask === 'one' && question.field === '_id' && rows?.length === 1;
    if (!byId) cache.keepAnswer(this.#inCache(question), { ...found, ...(keys && { keys }) }, begun);
  }

  /** What the asker gets: hidden documents are left out, what is gone is an error. */
  #result(question: Question, { rows, value, tags }: Found): unknown {
    for (const tag of tags) this.reading.tags.add(tag);
    if (!rows) return value;
    if (question.ask === 'traces') return rows.flatMap((row) => this.#trace(row));
    if (question.ask !== 'one') return rows;
    const [document = null] = rows as unknown as (D & Typed)[];
    return document && !question.held ? this.shown(document) : document;
  }

  /** A document that the cache has. */
  #kept(id: string): (D & Typed) | undefined {
    const key = this.#key(id);
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
    const groups = this.#groups(questions);
    const begun = this.reading.cache?.begin(this.reading.viewer.now) ?? 0;
    const { collection } = this.type;
    const rows = await this.reading.commands.send(
      groups.map(({ pipeline }) => ({ collection, pipeline })),
      questions.every(isLookup),
    );
    const results = new Map<Question, unknown>();
    groups.forEach((group, at) => {
      const sent = (rows[at] as Row[]).map((row) => this.#typed(group, row));
      const found = group.answers(sent);
      const wasSent = new Set(sent);
      group.questions.forEach((question, index) => {
        const answer = found[index] as Found;
        this.#keep(question, answer, wasSent, begun);
        results.set(
          question,
          orError(() => this.#result(question, answer)),
        );
      });
    });
    return questions.map((question) => results.get(question));
  }

  #groups(questions: readonly Question[]): Group[] {
    const groups: Group[] = [];
    const byField = new Map<string, Lookup[]>();
    for (const question of questions) {
      if (question.ask === 'page') groups.push(this.#page(question));
      else if (question.ask === 'count') groups.push(this.#count(question));
      else if (question.ask === 'group') groups.push(this.#group(question));
      else {
        const key =
          question.ask === 'all' ? JSON.stringify([question.field, question.sort]) : question.ask + question.field;
        const same = byField.get(key);
        if (same) same.push(question);
        else byField.set(key, [question]);
      }
    }
    for (const same of byField.values()) groups.push(this.#lookup(same));
    return groups;
  }

  #page(question: Question & { ask: 'page' }): Group {
    const { limit } = question;
    const former = this.#former(question);
    const page = 'sort' in question ? [{ $sort: question.sort }, { $limit: limit }] : firstOf(question.ranked, limit);
    return {
      questions: [question],
      pipeline: [
        { $match: this.#listed(question.filter) },
        ...page,
        ...project(question.fields ? only(question.fields) : this.#parts),
        ...nothingOf([...former.keys()]),
      ],
      answers: (sent) => {
        const rows = sent.map((row) => former.get(row._id) ?? row);
        const tags = [...tagsOfList(this.type, question.filter), ...this.#keys(rows)];
        // What is a part of a document must not be taken for the whole.
        return [question.fields ? { value: rows, tags } : { rows, tags }];
      },
    };
  }

  /** Documents of a list before a change that are the same after it, by id: the store need not send them again. */
  #former(question: Question): Map<string, Row> {
    const { cache } = this.reading;
    const keys = cache?.formerKeys(this.#inCache(question)) ?? [];
    const documents = keys.flatMap((key) => cache?.document(key, !this.#parts) ?? []);
    // One that was not public when it was read is not shown as it was then.
    const shown = documents.filter((document) => this.verdict(document as D) === true);
    return new Map(shown.map((document) => [document._id, document as Row]));
  }

  #count(question: Question & { ask: 'count' }): Group {
    return {
      questions: [question],
      pipeline: [
        { $match: this.#listed(question.filter) },
        ...(question.atMost ? [{ $limit: question.atMost }] : []),
        { $count: 'count' },
      ],
      answers: (rows) => [{ value: rows[0]?.count ?? 0, tags: [this.type.collection] }],
    };
  }

  #group(question: Question & { ask: 'group' }): Group {
    return {
      questions: [question],
      pipeline: [{ $match: this.#listed(question.filter) }, ...question.stages],
      answers: (rows) => [{ value: rows, tags: [this.type.collection] }],
    };
  }

  #lookup(questions: Lookup[]): Group {
    const [first] = questions as [Lookup];
    const { ask, field } = first;
    const filter = { [field]: { $in: questions.map(({ value }) => value) } };
    return {
      questions,
      pipeline: [
        { $match: ask === 'all' ? this.#listed(filter) : filter },
        ...(ask === 'all' ? [{ $sort: first.sort }] : []),
        ...project(this.#parts && withField(this.#parts, field)),
      ],
      answers: (rows) => (ask === 'one' ? this.#oneOf(questions, rows, field) : this.#allOf(questions, rows, field)),
    };
  }

  #oneOf(questions: { value: string }[], rows: Row[], field: string): Found[] {
    const byValue = new Map(rows.map((row) => [row[field], row]));
    return questions.map(({ value }) => {
      const row = byValue.get(value);
      const rows = row ? [row] : [];
      if (field === '_id') return { rows, tags: [this.#key(value)] };
      // Tags are told to clients: what is hidden has those of what is not there.
      const isThere = row && this.verdict(row as unknown as D) !== false;
      return { rows, tags: isThere ? this.#keys(rows) : [this.type.collection] };
    });
  }

  #allOf(questions: { value: string }[], rows: Row[], field: string): Found[] {
    const byValue = new Map<unknown, Row[]>(questions.map(({ value }) => [value, []]));
    for (const row of rows) {
      const values = row[field];
      for (const value of Array.isArray(values) ? new Set(values) : [values]) byValue.get(value)?.push(row);
    }
    return questions.map(({ value }) => {
      const some = byValue.get(value) ?? [];
      // Of what may not be seen, not even a tag is told.
      const told = some.filter((row) => this.#trace(row).length > 0);
      return { rows: some, tags: [...tagsOfList(this.type, { [field]: value }), ...this.#keys(told)] };
    });
  }

  #inCache(question: Question): string {
    return `${this.type.collection} ${keyOf(question)}`;
  }

  #key(id: string): NodeKey {
    return nodeKey(this.type.type as NodeType, id);
  }

  #keys(rows: Row[]): NodeKey[] {
    return rows.map(({ _id }) => this.#key(_id));
  }

  #listed(filter: Filter): Filter {
    const listed = this.type.audience?.listed(this.reading.viewer) ?? {};
    const isApart = Object.keys(listed).every((path) => !(path in filter));
    // One after the other, so that neither takes the place of the other's bounds on the same field.
    return isApart ? { ...listed, ...filter } : { ...filter, $and: [...((filter.$and ?? []) as Filter[]), listed] };
  }

  /** Rows that are documents say of which type they are. */
  #typed({ questions }: Group, row: Row): Row {
    const ask = questions[0]?.ask;
    if (ask !== 'count' && ask !== 'group') row.__typename = this.type.typeName;
    return row;
  }
}

function firstOf(ids: readonly string[], limit: number): Stage[] {
  return [
    { $match: { _id: { $in: ids } } },
    { $set: { rank: { $indexOfArray: [{ $literal: ids }, '$_id'] } } },
    { $sort: { rank: 1 } },
    { $limit: limit },
    { $unset: 'rank' },
  ];
}

/** Of documents with these ids only that they are there. */
function nothingOf(ids: readonly string[]): Stage[] {
  if (ids.length === 0) return [];
  return [{ $replaceWith: { $cond: [{ $in: ['$_id', { $literal: ids }] }, { _id: '$_id' }, '$$ROOT'] } }];
}

const isLookup = ({ ask }: Question): boolean => ask === 'one' || ask === 'all' || ask === 'traces';

/** Equal for equal questions. What is asked most is put together with less ado. */
function keyOf(question: Question): string {
  if (question.ask === 'one' && !question.held) return `${question.field}=${question.value}`;
  if (question.ask === 'all') return `${orderKey(question.sort)} ${question.field}=${question.value}`;
  return JSON.stringify(question);
}

const orderKeys = new WeakMap<Sort, string>();

function orderKey(sort: Sort): string {
  const known = orderKeys.get(sort);
  if (known !== undefined) return known;
  const key = JSON.stringify(sort);
  orderKeys.set(sort, key);
  return key;
}

/** DataLoader tells an asker of an error by a value that is one. */
function orError(result: () => unknown): unknown {
  try {
    return result();
  } catch (error) {
    return error;
  }
}
