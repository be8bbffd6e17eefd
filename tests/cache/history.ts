import { newestStep } from '../../src/content/index.js';
import { writeAndAnnounce } from '../../src/import/announce.js';
import type { Store } from '../../src/store/store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';

/** A write of one history. Articles are `a` and `b`, sections `x` and `y`, people `p` and `q`. */
export type Writing =
  | { write: 'put' | 'move'; article: Name }
  | { write: 'withdraw' | 'delete'; article: Name }
  | { write: 'merge' };
export type Name = 'a' | 'b';
type State = Record<Name, { version: number; section: 'x' | 'y'; shown: boolean }>;

/** What an answer shows of a history's articles: their versions by their names, and how many it says that there are. */
export type Shown = Partial<Record<Name, number>> & { counts?: number[] };

export interface Asked {
  query: string;
  variables: Record<string, string>;
  /** Which articles of a state are in the answer. */
  has(name: Name, state: State): boolean;
  shown(data: Shows): Shown;
}
// biome-ignore lint/suspicious/noExplicitAny: what a query answers is known to the one who sends it
type Shows = any;

interface Moment {
  state: State;
  /** A step of the change feed that comes after it was written, once there is one. */
  number: number;
}

/** Documents of one history, every state that they were in, and what may be shown of them. */
export class History {
  readonly #moments: Moment[] = [];
  #version = 0;
  #merged = false;

  constructor(
    readonly prefix: string,
    private readonly store: Store,
  ) {}

  async begin(): Promise<void> {
    const { prefix } = this;
    const state: State = {
      a: { version: 0, section: 'x', shown: true },
      b: { version: 0, section: 'x', shown: false },
    };
    const written = this.#enter(state);
    await loadInto(
      this.store,
      ...['x', 'y'].map((name) => ({ type: 'section' as const, slug: `${prefix}${name}`, name })),
      ...['p', 'q'].map((name) => this.#person(name)),
      this.#article('a', state.a),
    );
    await written();
  }

  async write(writing: Writing): Promise<void> {
    this.#version += 1;
    const state = structuredClone((this.#moments.at(-1) as Moment).state);
    if (writing.write === 'merge') {
      if (this.#merged) return;
      this.#merged = true;
      const written = this.#enter(state);
      await loadInto(this.store, this.#person('p', 'q'));
      return written();
    }
    const one = state[writing.article];
    const isThere = one.shown;
    if (writing.write === 'put' || writing.write === 'move') {
      if (writing.write === 'move') one.section = one.section === 'x' ? 'y' : 'x';
      Object.assign(one, { version: this.#version, shown: true });
    } else if (isThere) one.shown = false;
    else return;
    const written = this.#enter(state);
    if (writing.write === 'delete') {
      const id = this.prefix + writing.article;
      await writeAndAnnounce(this.store, [
        { collection: 'articles', deleteOne: { filter: { _id: id } } },
        { collection: 'search', deleteOne: { filter: { _id: `article:${id}` } } },
      ]);
    } else await loadInto(this.store, this.#article(writing.article, one));
    await written();
  }

  asked(kind: 'article' | 'section' | 'person' | 'search', which: 0 | 1): Asked {
    const { prefix } = this;
    const nodes = 'totalCount nodes { slug headline }';
    const name = which ? 'b' : 'a';
    const section = which ? 'y' : 'x';
    if (kind === 'article')
      return {
        query: 'query Article($slug: String!) { article(slug: $slug) { slug headline } }',
        variables: { slug: prefix + name },
        has: (one, state) => one === name && state[one].shown,
        shown: ({ article }) => this.#shown(article ? [article] : []),
      };
    if (kind === 'section')
      return {
        query: `query Section($path: String!) { section(path: $path) { articles { ${nodes} facets(by: [SECTION]) { buckets { value count } } } } }`,
        variables: { path: prefix + section },
        has: (one, state) => state[one].shown && state[one].section === section,
        shown: (data) => this.#page(data.section.articles),
      };
    if (kind === 'person')
      return {
        query: `query Person($slug: String!) { person(slug: $slug) { articles { ${nodes} } } }`,
        variables: { slug: prefix + (which ? 'q' : 'p') },
        has: (one, state) => state[one].shown,
        shown: (data) => this.#page(data.person.articles),
      };
    return {
      query: `query Search($query: String!) { search(query: $query) { totalCount nodes: edges { node { ... on Article { slug headline } } } } }`,
      variables: { query: `word${prefix}` },
      has: (one, state) => state[one].shown,
      // Where nothing has the word, hits have one like it: those of other histories.
      shown: ({ search }) =>
        this.#shown(search.nodes.map(({ node }: Shows) => node).filter(({ slug }: Shows) => slug.startsWith(prefix))),
    };
  }

  /** How many states there were. */
  get length(): number {
    return this.#moments.length;
  }

  /** What is wrong with an answer by somebody who has passed a step of the feed; undefined for nothing. */
  wrong(asked: Asked, shown: Shown, passed: number): string | undefined {
    const from = Math.max(
      0,
      this.#moments.findLastIndex(({ number }) => number <= passed),
    );
    const states = this.#moments.slice(from).map(({ state }) => state);
    for (const name of ['a', 'b'] as const) {
      const possible = states.map((state) => (asked.has(name, state) ? state[name].version : undefined));
      if (possible.includes(shown[name])) continue;
      return `${asked.query} ${JSON.stringify(asked.variables)} showed ${name} as ${shown[name]}, not as one of ${possible}`;
    }
    // A list and its counts may be of two moments, when one of them was kept; neither is older than what was passed.
    const totals = states.map((state) => (['a', 'b'] as const).filter((name) => asked.has(name, state)).length);
    for (const count of shown.counts ?? []) {
      if (!totals.includes(count))
        return `${asked.query} ${JSON.stringify(asked.variables)} counted ${count}, not one of ${totals}`;
    }
    return undefined;
  }

  #page({ totalCount, nodes, facets }: Shows): Shown {
    const counted = facets?.[0].buckets.reduce((sum: number, { count }: Shows) => sum + count, 0) ?? totalCount;
    return { ...this.#shown(nodes), counts: [totalCount, counted] };
  }

  #shown(nodes: { slug: string; headline: string }[]): Shown {
    return Object.fromEntries(
      nodes.map(({ slug, headline }) => [slug.at(-1), Number(/version (\d+)/.exec(headline)?.[1])]),
    );
  }

  /** Somebody may see it from now on; when the function that it returns has resolved, its number is known. */
  #enter(state: State): () => Promise<void> {
    const moment: Moment = { state, number: Number.POSITIVE_INFINITY };
    this.#moments.push(moment);
    return async () => {
      moment.number = (await newestStep(this.store)) ?? 0;
    };
  }

  #person(name: string, into?: string) {
    const mergedInto = into && { mergedInto: `person:${this.prefix}${into}` };
    return { type: 'person' as const, slug: this.prefix + name, name: `Somebody ${this.prefix}${name}`, ...mergedInto };
  }

  #article(name: Name, { version, section, shown }: State[Name]) {
    return articleDocument(1, {
      slug: this.prefix + name,
      headline: `word${this.prefix} version ${version}`,
      section: this.prefix + section,
      topics: [],
      mentions: ['p', 'q'].map((person) => ({ concept: `person:${this.prefix}${person}`, relation: 'ABOUT' as const })),
      body: [{ kind: 'paragraph', text: 'Short.' }],
      ...(shown ? {} : { status: 'WITHDRAWN' as const }),
    });
  }
}
