import 'reflect-metadata';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { allReady, type MaybePromise, whenReady } from './maybe-promise.js';
import type { PagedList } from './stored-list.js';

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  endCursor!: string | null;
}

export function pageInfoOf<T>(list: PagedList<T>): MaybePromise<PageInfo> {
  const cursorOf = (item: T | undefined) => (item === undefined ? null : list.cursor(item));
  return whenReady(list.items(), (items) =>
    whenReady(allReady([list.hasNextPage(), list.hasPreviousPage()]), ([hasNextPage, hasPreviousPage]) => ({
      hasNextPage: hasNextPage as boolean,
      hasPreviousPage: hasPreviousPage as boolean,
      startCursor: cursorOf(items[0]),
      endCursor: cursorOf(items.at(-1)),
    })),
  );
}

/** `XEdge` and `XConnection` for an object type. Each field asks for its part only when it is selected. */
export function Connection<T extends object>(item: () => ClassType, name: string, things: string) {
  @ObjectType(`${name}Edge`, { description: `One of a list of ${things}, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'Opaque place in the list, for after and before.' })
    cursor!: string;

    @Field(item, { description: 'The item itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${things} (Relay).` })
  class ConnectionType {
    constructor(readonly list: PagedList<T>) {}

    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges(): MaybePromise<Edge[]> {
      return whenReady(this.list.items(), (items) => items.map((node) => ({ cursor: this.list.cursor(node), node })));
    }

    @Field(() => [item()], { description: 'The items.' })
    nodes(): MaybePromise<T[]> {
      return this.list.items();
    }

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo(): MaybePromise<PageInfo> {
      return pageInfoOf(this.list);
    }

    @Field(() => Int, { description: 'How many there are in the whole list.' })
    totalCount(): MaybePromise<number> {
      return this.list.totalCount();
    }
  }
  return ConnectionType;
}
