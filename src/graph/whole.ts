import type { Doc } from '../store/store.js';
import type { Context } from './context.js';
import type { MaybePromise } from './maybe-promise.js';
import type { NodeType, Typed } from './node.js';

/** A document of any type by its id, where neither it nor what it is a part of is hidden; GONE and WITHDRAWN are rejected with. */
export async function nodeById(context: Context, type: NodeType, id: string): Promise<(Doc & Typed) | null> {
  const within = context.within(type);
  if (!within) return context.reader(type).one('_id', id);
  const reader = context.reader(type);
  const part = await reader.held(id);
  if (!part || reader.verdict(part) === false) return null;
  // Of a part of what is hidden not even that it has gone is said.
  const whole = await context.reader(within.type).one('_id', idIn(part, within.field));
  return whole && reader.shown(part);
}

/** As a list has it: what has gone is absent, without an error. */
export async function listedNode(context: Context, type: NodeType, id: string): Promise<(Doc & Typed) | null> {
  const [found] = await listed(context, type, id);
  const within = context.within(type);
  if (!found || !within) return found ?? null;
  const [whole] = await listed(context, within.type, idIn(found, within.field));
  return whole ? found : null;
}

const listed = (context: Context, type: NodeType, id: string): MaybePromise<(Doc & Typed)[]> =>
  context.reader(type).all('_id', id, { _id: 1 });

const idIn = (part: Doc, field: string): string => (part as Doc & Record<string, string>)[field] as string;
