import { ArrayList } from '../../graph/array-list.js';
import { type PageInfo, pageInfoOf } from '../../graph/connection.js';
import type { Context } from '../../graph/context.js';
import { CodedError } from '../../graph/errors.js';
import { type NodeType, parseNodeKey } from '../../graph/node.js';
import { highlights } from '../../search/highlight.js';
import type { Ranked } from '../../search/rank.js';
import type { SearchHit } from './hit.js';
import type { SearchArgs } from './search.args.js';
import { type Found, searchFor } from './search.loaders.js';
import type { KindCount, SearchEdge, SearchKind, SearchPage } from './search.type.js';

const kindOf = ({ candidate }: Ranked) => candidate.type.toUpperCase() as SearchKind;

/** A page of what a search has found. The store is asked once, and for the hits of this page alone. */
export class FoundPage implements SearchPage {
  #found: ReturnType<FoundPage['find']> | undefined;
  #edges: Promise<SearchEdge[]> | undefined;

  constructor(
    private readonly context: Context,
    private readonly args: SearchArgs,
  ) {}

  edges(): Promise<SearchEdge[]> {
    this.#edges ??= this.load();
    return this.#edges;
  }

  async pageInfo(): Promise<PageInfo> {
    return pageInfoOf((await this.found()).list);
  }

  async totalCount(): Promise<number> {
    return (await this.found()).list.totalCount();
  }

  async counts(): Promise<KindCount[]> {
    const counts = new Map<SearchKind, number>();
    for (const ranked of (await this.found()).ranked) counts.set(kindOf(ranked), (counts.get(kindOf(ranked)) ?? 0) + 1);
    return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
  }

  async didYouMean(): Promise<string | null> {
    return (await this.found()).didYouMean;
  }

  private found(): ReturnType<FoundPage['find']> {
    this.#found ??= this.find();
    return this.#found;
  }

  private async find() {
    const { query, kinds } = this.args;
    const found = await searchFor(this.context, query);
    this.count(found);
    const wanted = kinds ? found.ranked.filter((ranked) => kinds.includes(kindOf(ranked))) : found.ranked;
    return { ...found, list: new ArrayList(wanted, 'search', ({ candidate }) => candidate._id, this.args) };
  }

  /** What trends show must be about something here: words that stand in what was found, and no others. */
  private count({ complete, didYouMean, query: { excluded } }: Found): void {
    const isFirst = !this.args.after;
    if (isFirst && complete && excluded.length === 0) this.context.readership.searched(didYouMean ?? this.args.query);
  }

  private async load(): Promise<SearchEdge[]> {
    const { list, query } = await this.found();
    const items = await list.items();
    const edges = await Promise.all(
      items.map(async (item): Promise<SearchEdge | undefined> => {
        const node = await this.hit(item.candidate._id);
        if (!node) return undefined;
        const searchable = this.context.searchable(item.candidate.type as NodeType, node);
        return {
          cursor: list.cursor(item),
          node,
          score: item.score,
          highlights: searchable ? highlights(searchable, query) : [],
        };
      }),
    );
    return edges.filter((edge) => edge !== undefined);
  }

  /** Undefined for what has gone between the search and now. */
  private async hit(key: string): Promise<SearchHit | undefined> {
    const node = parseNodeKey(key);
    if (!node) return undefined;
    try {
      const document = await this.context.reader(node.type).one('_id', node.id);
      return (document as SearchHit | null) ?? undefined;
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }
}
