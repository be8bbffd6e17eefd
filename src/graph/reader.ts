import DataLoader from 'dataloader';
import type { Collection, Doc, Filter, Sort } from '../store/store.js';
import type { ContentType } from './content-type.js';
import { CodedError } from './errors.js';
import type { Typed } from './node.js';
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
  | { ask: 'one'; field: string; value: string }
  | { ask: 'all'; field: string; value: string; sort: Sort }
  | ({ ask: 'page' } & PageSpec)
  | { ask: 'count'; filter: Filter; atMost?: number }
  | { ask: 'group'; filter: Filter; stages: Stage[] };

/** How many pipelines are joined to one. */
const maxUnions = 500;

type Row = Doc & Record<string, unknown>;
type Stage = Record<string, unknown>;

/** Sends one command to the store. */
export type Ask = <R extends object>(collection: Collection<Doc>, pipeline: Stage[]) => Promise<R[]>;

/** Questions that one pipeline answers together, and how its rows become their answers. */
interface Group {
  questions: Question[];
  pipeline: Stage[];
  answers(rows: Row[]): unknown[];
}

/**
 * All that one request asks of one collection. Whatever is asked in the same wave (documents by id or slug, lists,
 * counts) goes out as one command; equal questions are asked once per request.
 */
export class Reader<D extends Doc> {
  readonly #loader: DataLoader<Question, unknown, string>;

  constructor(
    private readonly type: Pick<ContentType<D>, 'collection' | 'typeName' | 'audience'>,
    private readonly collection: Collection<D>,
    waves: Waves,
    private readonly ask: Ask,
  ) {
    this.#loader = new DataLoader((questions) => waves.track(this.#answer(questions)), {
      cacheKeyFn: (question) => JSON.stringify(question),
      batchScheduleFn: waves.schedule,
    });
  }

  /** The document whose unique `field` has this value; what the audience may not see is as if it were not there. */
  one(field: string, value: string): Promise<(D & Typed) | null> {
    return this.#loader.load({ ask: 'one', field, value }) as Promise<(D & Typed) | null>;
  }

  /** Every document whose `field` is or holds this value. Only for what is few by nature, such as a person's posts. */
  all(field: string, value: string, sort: Sort): Promise<(D & Typed)[]> {
    return this.#loader.load({ ask: 'all', field, value, sort }) as Promise<(D & Typed)[]>;
  }

  page(spec: PageSpec): Promise<(D & Typed)[]> {
    return this.#loader.load({ ask: 'page', ...spec }) as Promise<(D & Typed)[]>;
  }

  /** With `atMost` it stops counting there. */
  count(filter: Filter, atMost?: number): Promise<number> {
    return this.#loader.load({ ask: 'count', filter, ...(atMost && { atMost }) }) as Promise<number>;
  }

  /** The rows of a pipeline over what a list's filter lets through. */
  group<R extends object>(filter: Filter, stages: Stage[]): Promise<R[]> {
    return this.#loader.load({ ask: 'group', filter, stages }) as Promise<R[]>;
  }

  async #answer(questions: readonly Question[]): Promise<unknown[]> {
    const groups = this.#groups(questions);
    const rows = await this.#rows(groups);
    const answers = new Map<Question, unknown>();
    groups.forEach((group, at) => {
      const found = group.answers(rows[at] ?? []);
      group.questions.forEach((question, index) => {
        answers.set(question, found[index]);
      });
    });
    return questions.map((question) => answers.get(question));
  }

  #groups(questions: readonly Question[]): Group[] {
    const groups: Group[] = [];
    const byField = new Map<string, (Question & { ask: 'one' | 'all' })[]>();
    for (const question of questions) {
      if (question.ask === 'page') groups.push(this.#page(question));
      else if (question.ask === 'count') groups.push(this.#count(question));
      else if (question.ask === 'group') groups.push(this.#group(question));
      else {
        const key = question.ask === 'one' ? question.field : `${question.field} ${JSON.stringify(question.sort)}`;
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
    const page = 'sort' in question ? [{ $sort: question.sort }, { $limit: limit }] : firstOf(question.ranked, limit);
    return {
      questions: [question],
      pipeline: [
        { $match: this.#listed(question.filter) },
        ...page,
        ...(question.fields ? [{ $project: Object.fromEntries(question.fields.map((field) => [field, 1])) }] : []),
      ],
      answers: (rows) => [rows.map((row) => this.#typed(row))],
    };
  }

  #count(question: Question & { ask: 'count' }): Group {
    return {
      questions: [question],
      pipeline: [
        { $match: this.#listed(question.filter) },
        ...(question.atMost ? [{ $limit: question.atMost }] : []),
        { $count: 'count' },
      ],
      answers: (rows) => [rows[0]?.count ?? 0],
    };
  }

  #group(question: Question & { ask: 'group' }): Group {
    return {
      questions: [question],
      pipeline: [{ $match: this.#listed(question.filter) }, ...question.stages],
      answers: (rows) => [rows],
    };
  }

  #lookup(questions: (Question & { ask: 'one' | 'all' })[]): Group {
    const [{ field }] = questions as [Question & { ask: 'one' | 'all' }];
    const first = questions[0];
    const filter = { [field]: { $in: questions.map(({ value }) => value) } };
    const many = first?.ask === 'all';
    return {
      questions,
      pipeline: [
        { $match: many ? this.#listed(filter) : filter },
        ...(first?.ask === 'all' ? [{ $sort: first.sort }] : []),
      ],
      answers: (rows) => {
        const typed = rows.map((row) => this.#typed(row));
        return many ? alignAll(questions, typed, field) : this.#alignOne(questions, typed, field);
      },
    };
  }

  #alignOne(questions: { value: string }[], rows: (D & Typed)[], field: string): unknown[] {
    const byValue = new Map(rows.map((row) => [(row as unknown as Row)[field], row]));
    return questions.map(({ value }) => this.#admitted(byValue.get(value)));
  }

  #admitted(row: (D & Typed) | undefined): (D & Typed) | null | Error {
    const verdict = row === undefined ? false : (this.type.audience?.admits(row) ?? true);
    if (row === undefined || verdict === false) return null;
    return verdict === true ? row : new CodedError(verdict, goneMessages[verdict]);
  }

  #listed(filter: Filter): Filter {
    return this.type.audience ? { ...this.type.audience.listed, ...filter } : filter;
  }

  #typed(row: Row): D & Typed {
    row.__typename = this.type.typeName;
    return row as unknown as D & Typed;
  }

  /** One command: a single group goes out as it is, several as one pipeline whose rows say which group they are of. */
  async #rows(groups: Group[]): Promise<Row[][]> {
    const collection = this.collection as unknown as Collection<Doc>;
    if (groups.length === 1) return [await this.ask<Row>(collection, (groups[0] as Group).pipeline)];
    const [first = [], ...others] = groups.map(({ pipeline }, group) => [
      ...pipeline,
      { $replaceWith: { group: { $literal: group }, row: '$$ROOT' } },
    ]);
    const tagged = await this.ask<{ group: number; row: Row }>(collection, this.#united(first, others));
    const rows: Row[][] = groups.map(() => []);
    for (const { group, row } of tagged) rows[group]?.push(row);
    return rows;
  }

  /** MongoDB refuses a pipeline of more than 1000 stages: what is too long goes into pipelines of its own inside it. */
  #united(first: Stage[], others: Stage[][]): Stage[] {
    const size = Math.max(maxUnions, Math.ceil(others.length / maxUnions));
    const parts =
      others.length <= maxUnions
        ? others
        : Array.from({ length: Math.ceil(others.length / size) }, (_, at) => {
            const [head = [], ...rest] = others.slice(at * size, (at + 1) * size);
            return this.#united(head, rest);
          });
    return [...first, ...parts.map((pipeline) => ({ $unionWith: { coll: this.type.collection, pipeline } }))];
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

function alignAll<R extends object>(questions: { value: string }[], rows: R[], field: string): R[][] {
  const byValue = new Map<unknown, R[]>(questions.map(({ value }) => [value, []]));
  for (const row of rows) {
    const values = (row as Record<string, unknown>)[field];
    for (const value of Array.isArray(values) ? new Set(values) : [values]) byValue.get(value)?.push(row);
  }
  return questions.map(({ value }) => byValue.get(value) ?? []);
}
