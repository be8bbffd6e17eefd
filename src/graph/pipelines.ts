import type { Doc, Filter } from '../store/store.js';
import { tagsOfList } from './cache-tags.js';
import type { Audience, ContentType, Viewer } from './content-type.js';
import { exactKey } from './exact-key.js';
import { groupBy } from './group-by.js';
import { type NodeKey, type NodeType, nodeKey } from './node.js';
import { only, type Parts, project } from './parts.js';
import { isLookup, type Lookup, type Question, type Stage } from './question.js';

/** What a collection's reader has to know of what is in it. */
export type Readable<D extends Doc> = Pick<ContentType<D>, 'collection' | 'typeName' | 'lists' | 'large'> & {
  type?: NodeType;
  /** Look-ups of a collection without `admits` show everything. */
  audience?: Pick<Audience<D>, 'listed'> & Partial<Audience<D>>;
};

export type Row = Doc & Record<string, unknown>;
type Grouping = Question & { ask: 'group' };

/** The rows or the value that answer a question, and what they depend on. */
export interface Found {
  rows?: Row[];
  value?: unknown;
  tags: readonly string[];
}

/** Questions that one pipeline answers together, and how its rows become what is known of each. */
export interface Group {
  questions: readonly Question[];
  pipeline: Stage[];
  answers(rows: Row[]): Found[];
}

/** Questions of one request to one collection as pipelines, and the rows that these bring as answers. */
export class Pipelines<D extends Doc> {
  constructor(
    private readonly type: Readable<D>,
    private readonly viewer: Viewer,
    /** Which fields of documents are read; undefined for all. */
    private readonly parts: Parts | undefined,
  ) {}

  groups(questions: readonly Question[]): Group[] {
    return [...groupBy(questions, togetherBy).values()].map((same) => this.#groupOf(same));
  }

  key(id: string): NodeKey {
    return nodeKey(this.type.type as NodeType, id);
  }

  /** Whether the asker may see a document, or why no longer. */
  verdict(document: D): ReturnType<Audience<D>['admits']> {
    return this.type.audience?.admits?.(document, this.viewer) ?? true;
  }

  /** @param same those that go together, by `togetherBy` */
  #groupOf(same: readonly Question[]): Group {
    const [first] = same as [Question];
    if (isLookup(first)) return this.#lookup(same as Lookup[]);
    if (first.ask === 'group') return this.#group(same as Grouping[]);
    return first.ask === 'page' ? this.#page(first) : this.#count(first);
  }

  #page(question: Question & { ask: 'page' }): Group {
    const { limit } = question;
    const page = 'sort' in question ? [{ $sort: question.sort }, { $limit: limit }] : firstOf(question.ranked, limit);
    return {
      questions: [question],
      pipeline: [
        { $match: this.#listed(question.filter) },
        ...page,
        ...project(question.fields ? only(question.fields) : this.parts),
      ],
      answers: (rows) => {
        const tags = [...tagsOfList(this.type, question.filter), ...this.#keys(rows)];
        // What is a part of a document must not be taken for the whole.
        return [question.fields ? { value: rows, tags } : { rows, tags }];
      },
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
      answers: (rows) => [{ value: rows[0]?.count ?? 0, tags: [this.type.collection] }],
    };
  }

  /** All of them in one walk over the list. */
  #group(questions: Grouping[]): Group {
    const [{ filter, stages }] = questions as [Grouping];
    const list = { $match: this.#listed(filter) };
    const tags = [this.type.collection];
    if (questions.length === 1) {
      return { questions, pipeline: [list, ...stages], answers: (rows) => [{ value: rows, tags }] };
    }
    const ways = questions.map(({ stages }, at) => [`way${at}`, stages] as const);
    return {
      questions,
      pipeline: [list, { $facet: Object.fromEntries(ways) }],
      answers: ([found]) => ways.map(([name]) => ({ value: found?.[name], tags })),
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
        ...project(this.parts),
      ],
      answers: (rows) => (ask === 'one' ? this.#oneOf(questions, rows, field) : this.#allOf(questions, rows, field)),
    };
  }

  #oneOf(questions: { value: string }[], rows: Row[], field: string): Found[] {
    const byValue = new Map(rows.map((row) => [row[field], row]));
    return questions.map(({ value }) => {
      const row = byValue.get(value);
      const rows = row ? [row] : [];
      if (field === '_id') return { rows, tags: [this.key(value)] };
      // Tags are told to clients: what is hidden has those of what is not there.
      return { rows, tags: row && this.#isThere(row) ? this.#keys(rows) : [this.type.collection] };
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
      const told = some.filter((row) => this.#isThere(row));
      return { rows: some, tags: [...tagsOfList(this.type, { [field]: value }), ...this.#keys(told)] };
    });
  }

  /** Even as something that is gone. */
  #isThere(row: Row): boolean {
    return this.verdict(row as unknown as D) !== false;
  }

  #keys(rows: Row[]): NodeKey[] {
    return rows.map(({ _id }) => this.key(_id));
  }

  #listed(filter: Filter): Filter {
    const listed = this.type.audience?.listed(this.viewer) ?? {};
    const isApart = Object.keys(listed).every((path) => !(path in filter));
    // One after the other, so that neither takes the place of the other's bounds on the same field.
    return isApart ? { ...listed, ...filter } : { ...filter, $and: [...((filter.$and ?? []) as Filter[]), listed] };
  }
}

/** Equal for questions that one pipeline answers together. */
function togetherBy(question: Question): unknown {
  if (isLookup(question)) {
    const { ask, field } = question;
    return ask === 'all' ? JSON.stringify([field, question.sort]) : ask + field;
  }
  if (question.ask !== 'group') return question;
  const [first = {}] = question.stages;
  // What begins at one end of its list, and stops, does not walk over all of it.
  return '$sort' in first || '$limit' in first ? question : exactKey(question.filter);
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
