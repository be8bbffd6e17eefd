import type { Write } from './store.js';

export type WriteCommand = { collection: string; name: 'insert' | 'update' | 'delete'; writes: Write[] };

/** The commands that MongoDB's ordered bulk writes take: one for each run of equal writes to one collection. */
export function writeCommands(writes: readonly Write[]): WriteCommand[] {
  const commands: WriteCommand[] = [];
  for (const write of writes) {
    const name = 'insertOne' in write || 'append' in write ? 'insert' : 'replaceOne' in write ? 'update' : 'delete';
    const last = commands.at(-1);
    if (last?.collection === write.collection && last.name === name) last.writes.push(write);
    else commands.push({ collection: write.collection, name, writes: [write] });
  }
  return commands;
}
