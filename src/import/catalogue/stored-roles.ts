import { collectionOf } from '../../content/index.js';
import type { Role } from '../../content/role/role.type.js';
import type { Store } from '../../store/store.js';
import { chunks } from '../chunks.js';

export type StoredRole = Omit<Role, 'id' | '__typename'>;

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
    const unknown = [...new Set(personIds)].filter((id) => !this.#byPerson.has(id));
    const collection = this.store.collection<StoredRole>(collectionOf('role'));
    for (const some of chunks(unknown)) {
      for (const id of some) this.set(id, []);
      for (const role of await collection.find({ personId: { $in: some } }).toArray())
        this.set(role.personId, [...this.of(role.personId), role]);
    }
  }
}
