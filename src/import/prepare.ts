import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../content/article/article.type.js';
import { collectionOf, typeByName } from '../content/index.js';
import type { ContentType, NativeFormat } from '../graph/content-type.js';
import { nameKey } from '../graph/name-key.js';
import { DocumentError, type Stored, type StoreInput } from '../graph/stored.js';
import type { Doc, Write } from '../store/store.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { StoredRole } from './catalogue/stored-roles.js';
import { formats } from './formats.js';
import { type Counted, guardedReplacement } from './guarded.js';
import type { CheckedDocument } from './item.js';
import { mergeFound } from './merge.js';
import { revise } from './revise.js';
import { searchWrites } from './search.js';

export type Change = 'added' | 'updated' | 'unchanged';

export interface Prepared {
  change: Change;
  writes: Write[];
}

/**
 * What has to be written so that the store has this document.
 * @param previous what the store has under this id now
 * @param again the store has refused it once: nothing is taken for granted
 * @throws DocumentError for what no schema can check
 */
export function prepare(
  document: CheckedDocument,
  id: string,
  previous: Counted | undefined,
  catalogue: Catalogue,
  now: Date,
  again = false,
): Prepared {
  const type = typeByName.get(document.type) as ContentType;
  const format = formats.get(document.type) as NativeFormat;
  const merging = document.merging && document.type !== 'article';
  const { rev: _, ...before } = previous ?? {};
  const known = previous && (before as Doc);
  const built = build(document, type, format, known, { id, references: catalogue, now, merging });
  const merge = format.merge ?? mergeFound;
  const next = merging && known ? merge(known, built.document) : built.document;
  const own = difference(type.collection, previous, next);
  const fresh = own.change === 'added' && !again;
  const parts = type.parts
    ? roleWrites(
        id,
        (built.parts ?? []).map((part) => part.document as StoredRole),
        merging,
        catalogue,
        fresh,
      )
    : [];
  const change = own.change === 'unchanged' && parts.length > 0 ? 'updated' : own.change;
  const found = own.writes.length > 0 ? searchWrites(type, next, fresh) : [];
  return { change, writes: [...own.writes, ...parts, ...built.history, ...found] };
}

/** The document as it is stored, and what has to be kept of what it was before. */
function build(
  document: CheckedDocument,
  type: ContentType,
  format: NativeFormat,
  known: Doc | undefined,
  context: Omit<StoreInput<Doc>, 'previous'>,
): Stored<Doc> & { history: Write[] } {
  const history: Write[] = [];
  let built: Stored<Doc> | undefined;
  for (const { input, pointer } of versionsOf(document, format, known)) {
    const previous = built?.document ?? known;
    built = inPlace(pointer, () => format.stored(input, { ...context, previous }));
    if (document.type !== 'article') continue;
    const revised = revise(type, previous as Article | undefined, built.document as Article, {
      origin: document.revisionOrigin,
      input,
      now: context.now,
    });
    built.document = revised.document;
    history.push(...revised.writes);
  }
  return { ...(built as Stored<Doc>), history };
}

function versionsOf({ input }: CheckedDocument, { versions }: NativeFormat, known: Doc | undefined) {
  const itself = { input, pointer: (pointer: string) => pointer };
  return known ? [itself] : (versions?.(input) ?? [itself]);
}

/** What is wrong in a version is named where it stands in the document. */
function inPlace<R>(pointer: (pointer: string) => string, make: () => R): R {
  try {
    return make();
  } catch (error) {
    throw error instanceof DocumentError ? new DocumentError(pointer(error.pointer), error.message) : error;
  }
}

function difference(collection: string, previous: Counted | undefined, next: Doc): Prepared {
  if (!previous)
    return { change: 'added', writes: [{ collection, insertOne: { document: { ...next, rev: 1 } as Doc } }] };
  const { rev = 0, ...before } = previous;
  if (isDeepStrictEqual(before, next)) return { change: 'unchanged', writes: [] };
  return { change: 'updated', writes: [guardedReplacement(collection, next, rev)] };
}

/**
 * A person's roles. Those that an editor writes replace those written before, and the same post found in a page; those
 * found in a page are added unless the person has that post already.
 * @param fresh the person is new to the store: nothing can be there that these would replace
 */
function roleWrites(
  personId: string,
  found: StoredRole[],
  merging: boolean,
  catalogue: Catalogue,
  fresh: boolean,
): Write[] {
  const collection = collectionOf('role');
  const old = catalogue.roles.of(personId);
  const samePost = (a: StoredRole, b: StoredRole) =>
    a.organisationId === b.organisationId && nameKey(a.title) === nameKey(b.title);
  const kept = merging
    ? old
    : old.filter((role) => role.origin === 'RULE' && !found.some((other) => samePost(role, other)));
  const added = merging ? found.filter((role) => !old.some((other) => samePost(role, other))) : found;
  const roles = [...kept, ...added];
  catalogue.roles.set(personId, roles);
  const gone = old.filter((role) => !roles.some(({ _id }) => _id === role._id));
  const changed = roles.filter((role) => !old.some((other) => isDeepStrictEqual(other, role)));
  return [
    ...gone.map(({ _id }): Write => ({ collection, deleteOne: { filter: { _id } } })),
    ...changed.map(
      (role): Write =>
        fresh
          ? { collection, insertOne: { document: role } }
          : { collection, replaceOne: { filter: { _id: role._id }, replacement: role, upsert: true } },
    ),
  ];
}
