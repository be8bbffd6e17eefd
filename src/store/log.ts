import { randomUUID } from 'node:crypto';
import { StoreError } from './errors.js';
import type { CollectionSpec, LogEntry, Write } from './store.js';

/** Where a log stands: the numbers from `first` to `last` are in it. */
export interface LogHead {
  name: string;
  first: number;
  last: number;
}

/** A log that was made anew has another name: the same number in it is another entry. */
export const newLog = (): LogHead => ({ name: randomUUID().slice(0, 8), first: 1, last: 0 });

/** Sorts as the numbers do. */
export const entryId = ({ name }: LogHead, number: number): string => `${name}.${String(number).padStart(16, '0')}`;

/** The documents with the last numbers of the log. */
export function numbered(head: LogHead, documents: readonly object[]): LogEntry[] {
  const before = head.last - documents.length;
  return documents.map((document, at) => {
    const number = before + at + 1;
    return { ...document, _id: entryId(head, number), log: head.name, number };
  });
}

/** The first number to keep after `appended` more have come: a log that is much too long is shortened in several steps. */
export const firstKept = ({ first, last }: LogHead, appended: number, kept: number): number =>
  Math.max(first, Math.min(first + 2 * appended, last - kept + 1));

/** How much each log keeps. */
export const keptOf = (collections: readonly CollectionSpec[]): ReadonlyMap<string, number> =>
  new Map(collections.flatMap(({ name, log }) => (log ? [[name, log.kept]] : [])));

/** Only a log can be appended to. */
export function checkAppends(writes: readonly Write[], logs: ReadonlyMap<string, number>): void {
  const wrong = writes.find((write) => 'append' in write && !logs.has(write.collection));
  if (wrong) throw new StoreError('CONFIGURATION', `The collection "${wrong.collection}" is not declared as a log.`);
}
