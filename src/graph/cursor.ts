import { createHash } from 'node:crypto';
import { badInput } from './errors.js';

/**
 * Keyset cursors: the sort value and the id of the item that they stand for, so that they stay valid whatever is
 * published or withdrawn meanwhile. The short digest ties a cursor to its kind of list; it is no secret: a
 * cursor grants nothing that the list does not.
 */
export type CursorValue = string | number | null;

const digest = (list: string, value: CursorValue, id: string) =>
  createHash('sha256')
    .update(JSON.stringify([list, value, id]))
    .digest('base64url')
    .slice(0, 8);

export function encodeCursor(list: string, value: CursorValue, id: string): string {
  return Buffer.from(JSON.stringify([value, id, digest(list, value, id)])).toString('base64url');
}

/** BAD_USER_INPUT for a cursor that this kind of list has not handed out. */
export function decodeCursor(list: string, cursor: string, argument: string): { value: CursorValue; id: string } {
  const [value, id, sum] = parse(cursor);
  const simple = value === null || typeof value === 'string' || typeof value === 'number';
  if (simple && typeof id === 'string' && sum === digest(list, value, id)) return { value, id };
  throw badInput(`${argument} is not a cursor of this list.`, argument);
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return []; // not JSON: no cursor of ours
  }
}
