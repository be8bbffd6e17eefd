import type { Context } from '../../graph/context.js';
import { decodeCursor } from '../../graph/cursor.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { type PageArgs, type Paging, paging } from '../../graph/page-args.js';
import type { PagedList } from '../../graph/stored-list.js';
import type { Article } from '../article/article.type.js';
import { revisions, supersededBefore } from './revision.loaders.js';
import { currentRevision } from './revision.node.js';
import type { Revision } from './revision.type.js';

/** The revisions of an article, the newest first: the article itself, then those that are stored. */
export class RevisionList implements PagedList<Revision> {
  readonly #current: Revision;
  readonly #before: PagedList<Revision>;
  readonly #paging: Paging;
  /** Whether the current one can be on this page. */
  readonly #reachesCurrent: boolean;

  constructor(context: Context, article: Article, args: PageArgs) {
    const { version } = article;
    const numberAt = (name: 'after' | 'before', beyond: number) => {
      const cursor = this.#paging[name];
      return cursor === undefined ? beyond : Number(decodeCursor(revisions, cursor, name).value);
    };
    this.#paging = paging(args);
    this.#current = currentRevision(article);
    this.#before = supersededBefore(context, article._id, version, args);
    this.#reachesCurrent = numberAt('after', version + 1) > version && numberAt('before', 0) < version;
  }

  items(): MaybePromise<Revision[]> {
    const { forward, size } = this.#paging;
    return whenReady(this.#before.items(), (before) => {
      if (!this.#reachesCurrent) return before;
      if (forward) return [this.#current, ...before].slice(0, size);
      return before.length < size ? [this.#current, ...before] : before;
    });
  }

  cursor(item: Revision): string {
    return this.#before.cursor(item);
  }

  hasNextPage(): MaybePromise<boolean> {
    return this.#paging.forward ? this.#hasMore(this.#before.hasNextPage()) : this.#before.hasNextPage();
  }

  hasPreviousPage(): MaybePromise<boolean> {
    return this.#paging.forward ? this.#before.hasPreviousPage() : this.#hasMore(this.#before.hasPreviousPage());
  }

  totalCount(): MaybePromise<number> {
    return whenReady(this.#before.totalCount(), (before) => before + 1);
  }

  /** A full page of those before leaves no room for the current one. */
  #hasMore(more: MaybePromise<boolean>): MaybePromise<boolean> {
    if (!this.#reachesCurrent) return more;
    return whenReady(this.#before.items(), (before) => before.length === this.#paging.size || more);
  }
}
