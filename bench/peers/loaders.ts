import DataLoader from 'dataloader';
import type { Db } from 'mongodb';
import type { Block, Image, Named, Role, Section } from './database.js';

export type Loaders = ReturnType<typeof newLoaders>;

/** One set for each request, as DataLoader's own documentation has it. */
export function newLoaders(db: Db) {
  const byId = <T extends { _id: string }>(collection: string, projection: Record<string, 0 | 1>) =>
    new DataLoader<string, T | null>(async (ids) => {
      const found = await db
        .collection<T>(collection)
        .find({ _id: { $in: ids } } as never, { projection, batchSize: 1000 })
        .toArray();
      const known = new Map(found.map((document) => [document._id as string, document as unknown as T]));
      return ids.map((id) => known.get(id) ?? null);
    });
  const concept = { slug: 1, name: 1, description: 1 } as const;
  return {
    person: byId<Named>('people', concept),
    organisation: byId<Named>('organisations', concept),
    place: byId<Named>('places', concept),
    event: byId<Named>('events', concept),
    topic: byId<Named>('topics', concept),
    section: byId<Section>('sections', { slug: 1, path: 1, name: 1 }),
    source: byId<Named>('sources', { slug: 1, name: 1 }),
    image: byId<Image>('images', { url: 1, width: 1, height: 1, alt: 1, caption: 1, credit: 1 }),
    role: byId<Role>('roles', { personId: 1, organisationId: 1, title: 1 }),
    blocks: byId<{ _id: string; blocks: Block[] }>('articles', { blocks: 1 }),
    rolesOf: new DataLoader<string, (Role & { endedAt: string | null })[]>(async (people) => {
      const found = await db
        .collection<Role & { endedAt: string | null }>('roles')
        .find({ personId: { $in: people } } as never, {
          projection: { personId: 1, organisationId: 1, title: 1, endedAt: 1 },
          sort: { from: -1, _id: 1 },
          batchSize: 1000,
        })
        .toArray();
      return people.map((person) => found.filter(({ personId }) => personId === person));
    }),
  };
}
