import { ArrayList } from '../../graph/array-list.js';
import { type PageInfo, pageInfoOf } from '../../graph/connection.js';
import type { Context } from '../../graph/context.js';
import { orNoneIfGone } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { type NodeType, nodeKey, parseNodeKey } from '../../graph/node.js';
import { highlights } from '../../search/highlight.js';
import { hasEveryTerm } from '../../search/match.js';
import { parseQuery } from '../../search/query.js';
import type { Ranked } from '../../search/rank.js';
import type { Filter } from '../../store/store.js';
import { articleFilter } from '../article/filter.js';
import type { SearchHit } from './hit.js';
import type { SearchArgs } from './search.args.js';
import { type Found, searchFor, searchRows } from './search.loaders.js';
import type { KindCount, SearchEdge, SearchKind, SearchPage } from './search.type.js';

const kindOf = (type: string) => type.toUpperCase() as SearchKind;

/** A page of what a search has found. The store is asked once, and for the hits of this page alone. */
export class FoundPage implements SearchPage {
  readonly #scope: Filter;
  #found: Promise<Found> | undefined;
  #list: Promise<ArrayList<Ranked>> | undefined;
  #edges: Promise<SearchEdge[]> | undefined;

  constructor(
    private readonly context: Context,
    private readonly args: SearchArgs,
  ) {
    const { filter } = args;
    this.#scope = filter ? { type: 'article', ...articleFilter(filter, (id) => nodeKey('article', id)) } : {};
  }

  edges(): Promise<SearchEdge[]> {
    this.#edges ??= this.load();
    return this.#edges;
  }

  async pageInfo(): Promise<PageInfo> {
    return pageInfoOf(await this.list());
  }

  async totalCount(): Promise<number> {
    const counts = await this.counts();
    return counts.filter(({ kind }) => this.wants(kind)).reduce((sum, { count }) => sum + count, 0);
  }

  async counts(): Promise<KindCount[]> {
    const rows = await this.group<{ _id: string; count: number }>([
      { $group: { _id: '$type', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
    ]);
    return rows.map(({ _id, count }) => ({ kind: kindOf(_id), count }));
  }

  async didYouMean(): Promise<string | null> {
    return (await this.found()).didYouMean;
  }

  wants(kind: SearchKind): boolean {
    return this.args.kinds?.includes(kind) ?? true;
  }

  /** The rows of a pipeline over all hits. It goes out with the search itself, for most queries find something as they stand. */
  async group<R extends object>(stages: Record<string, unknown>[]): Promise<R[]> {
    const asTyped = parseQuery(this.args.query);
    if (asTyped.required.length === 0) return [];
    const [{ hits, query, didYouMean }, rows] = await Promise.all([
      this.found(),
      searchRows<R>(this.context, hasEveryTerm(asTyped, this.#scope), stages),
    ]);
    const isExact = '$text' in hits && didYouMean === null && query.required.length > 0;
    return isExact ? rows : searchRows<R>(this.context, hits, stages);
  }

  private found(): Promise<Found> {
    this.#found ??= searchFor(this.context, this.args.query, this.#scope).then((found) => {
      this.count(found);
      return found;
    });
    return this.#found;
  }

  private list(): Promise<ArrayList<Ranked>> {
    this.#list ??= this.found().then(({ ranked }) => {
      const wanted = ranked.filter(({ candidate }) => this.wants(kindOf(candidate.type)));
      // A cursor of another query is none of this one.
      return new ArrayList(wanted, `search ${this.args.query}`, ({ candidate }) => candidate._id, this.args);
    });
    return this.#list;
  }

  /** What trends show must be about something here: words that stand in what was found, and no others. */
  private count({ complete, didYouMean, query: { excluded } }: Found): void {
    const isFirst = !this.args.after && !this.args.before;
    if (isFirst && complete && excluded.length === 0) this.context.readership.searched(didYouMean ?? this.args.query);
  }

  private async load(): Promise<SearchEdge[]> {
    const [list, { query }] = await Promise.all([this.list(), this.found()]);
    const items = await list.items();
    const edges = await Promise.all(
      items.map(async (item): Promise<SearchEdge | undefined> => {
        const node = await this.hit(item.candidate._id);
        if (!node) return undefined;
        const searchable = () => this.context.searchable(item.candidate.type as NodeType, node);
        return {
          cursor: list.cursor(item),
          node,
          score: item.score,
          // Only for who selects them: the document may have been read without its text.
          get highlights() {
            const texts = searchable();
            return texts ? highlights(texts, query) : [];
          },
        };
      }),
    );
    return edges.filter((edge) => edge !== undefined);
  }

  /** Null for what has gone between the search and now. */
  private hit(key: string): MaybePromise<SearchHit | null> {
    const node = parseNodeKey(key);
    return orNoneIfGone(
      (node ? this.context.reader(node.type).one('_id', node.id) : null) as MaybePromise<SearchHit | null>,
    );
  }
}
