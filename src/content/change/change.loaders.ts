import type { Context } from '../../graph/context.js';
import { type CursorValue, decodeCursor, encodeCursor } from '../../graph/cursor.js';
import { badInput, CodedError } from '../../graph/errors.js';
import { type NodeId, parseNodeKey, toGlobalId } from '../../graph/node.js';
import type { Filter } from '../../store/store.js';
import type { Change, ChangeFeed, StoredChange } from './change.type.js';

/** The log's collection, and the name by which cursors of this list know one another. */
export const changes = 'changes';

/**
 * How long a number that is missing is waited for: on a standalone MongoDB it may still come, and never comes where its
 * writer was killed. All other stores leave no number out.
 */
const lateAfter = 10_000;

/** One command. A cursor names the log and an entry that was in it: another store's is refused, one too old is GONE. */
export async function changesSince(context: Context, since: string | null, first: number): Promise<ChangeFeed> {
  const from = since === null ? undefined : decodeCursor(changes, since, 'since');
  // The entry that `since` stands for, those that are asked for, and the one that tells whether there is more.
  const rows = await entries(context, from ? { _id: { $gte: from.id } } : {}, 1, first + 2);
  if (from) checkFirst(rows[0], from);
  const following = withoutGaps(rows).slice(from ? 1 : 0);
  const page = following.slice(0, first);
  const last = page.at(-1);
  return { changes: page.map(asChange), endCursor: last ? cursorOf(last) : since, hasMore: following.length > first };
}

/** For those who want only what comes: no steps, and where to go on from. */
export async function changesFromNowOn(context: Context): Promise<ChangeFeed> {
  const [newest] = await entries(context, {}, -1, 1);
  return { changes: [], endCursor: newest ? cursorOf(newest) : null, hasMore: false };
}

const entries = (context: Context, filter: Filter, direction: 1 | -1, limit: number) =>
  context.rows<StoredChange>({ collection: changes }, filter, [{ $sort: { _id: direction } }, { $limit: limit }]);

/** Everything after a cursor is there as long as its own entry is. */
function checkFirst(entry: StoredChange | undefined, { value: log, id }: { value: CursorValue; id: string }): void {
  // The newest entry is always kept: a cursor that nothing equals and nothing follows is not of this log.
  if (entry?.log !== log) throw badInput('since is not a cursor of this feed.', 'since');
  if (entry._id === id) return;
  throw new CodedError(
    'GONE',
    'Not all that follows this cursor is kept: take an endCursor with since: "now", read everything again, and go on from there.',
    { argument: 'since' },
  );
}

function withoutGaps(rows: readonly StoredChange[]): StoredChange[] {
  const settled = Date.now() - lateAfter;
  const gap = rows.findIndex(({ number, at }, index) => {
    const before = rows[index - 1];
    return before !== undefined && number !== before.number + 1 && at.getTime() > settled;
  });
  return gap < 0 ? [...rows] : rows.slice(0, gap);
}

const cursorOf = ({ log, _id }: StoredChange) => encodeCursor(changes, log, _id);

function asChange(entry: StoredChange): Change {
  const { type, id } = parseNodeKey(entry.node) as NodeId;
  const { at, signal, node, cacheTags } = entry;
  return {
    cursor: cursorOf(entry),
    at,
    signal,
    nodeId: toGlobalId(type, id),
    tombstone: signal === 'DELETE',
    cacheTags,
    node,
  };
}
