import { collectionOf } from '../../content/index.js';
import type { Role } from '../../content/role/role.type.js';
import { groupBy } from '../../graph/group-by.js';
import type { Query, Store } from '../../store/store.js';
import { chunks } from '../chunks.js';

export type StoredRole = Omit<Role, 'id' | '__typename'>;

/** What somebody asks the store together with what others ask, and who takes the rows of each query. */
export interface Asking {
  queries: readonly Query[];
  take(rows: readonly object[][]): void;
}

/** The roles of people, each read once: those stored, with what a load has changed so far. */
export class StoredRoles {
  readonly #byPerson = new Map<string, readonly StoredRole[]>();

  constructor(private readonly store: Store) {}

  of(personId: string): readonly StoredRole[] {
    return this.#byPerson.get(personId) ?? [];
  }

  set(personId: string, roles: readonly StoredRole[]): void {
    this.#byPerson.set(personId, roles);
  }

  /** Somebody else may have written them since. */
  forget(personId: string): void {
    this.#byPerson.delete(personId);
  }

  /** Reads those of people that are not known yet. */
  async read(personIds: Iterable<string>): Promise<void> {
    const { queries, take } = this.asking(personIds);
    if (queries.length > 0) take(await this.store.aggregate(queries));
  }

  /** The same for whoever has more to ask; people who are not there have none. */
  asking(personIds: Iterable<string>): Asking {
    const unknown = [...new Set(personIds)].filter((id) => !this.#byPerson.has(id));
    const collection = collectionOf('role');
    return {
      queries: chunks(unknown).map((some) => ({
        collection,
        pipeline: [{ $match: { personId: { $in: some } } }],
      })),
      take: (rows) => {
        const byPerson = groupBy(rows.flat() as StoredRole[], ({ personId }) => personId);
        for (const id of unknown) this.set(id, byPerson.get(id) ?? []);
      },
    };
  }
}
