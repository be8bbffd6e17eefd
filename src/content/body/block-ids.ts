import { hash } from 'node:crypto';
import { diffArrays } from 'diff';

interface Identified {
  id: string;
  kind: string;
  text: string;
}

/** How much of two blocks' words must be shared for one to be a changed version of the other. */
const sameBlock = 0.5;

/**
 * Ids that stay the same across revisions: an unchanged block keeps its id wherever it stands between others, a changed
 * one keeps that of the block which it replaces if they share half of their words; others get an id from their text.
 * `given` ids win. All ids are unique within `owner`.
 */
export function blockIds(
  owner: string,
  blocks: readonly { id: string | undefined; kind: string; text: string }[],
  previous: readonly Identified[],
): string[] {
  const kept = keptIds(blocks, previous);
  const taken = new Set(blocks.flatMap(({ id }) => id ?? []));
  return blocks.map((block, at) => {
    if (block.id !== undefined) return block.id;
    const old = kept.get(at);
    const id = old !== undefined && !taken.has(old) ? old : freshId(owner, block, taken);
    taken.add(id);
    return id;
  });
}

function freshId(owner: string, block: { kind: string; text: string }, taken: Set<string>): string {
  for (let copy = 0; ; copy += 1) {
    const key = JSON.stringify([owner, block.kind, block.text, copy]);
    const id = `b${hash('sha256', key).slice(0, 12)}`;
    if (!taken.has(id)) return id;
  }
}

function keptIds(
  blocks: readonly { kind: string; text: string }[],
  previous: readonly Identified[],
): Map<number, string> {
  const kept = new Map<number, string>();
  if (previous.length === 0) return kept;
  let oldAt = 0;
  let newAt = 0;
  let removed: Identified[] = [];
  for (const part of diffArrays(previous.map(signature), blocks.map(signature))) {
    if (part.removed) {
      removed = previous.slice(oldAt, oldAt + part.count);
      oldAt += part.count;
    } else if (part.added) {
      pairChanged(blocks, newAt, part.count, removed, kept);
      removed = [];
      newAt += part.count;
    } else {
      for (let step = 0; step < part.count; step += 1)
        kept.set(newAt + step, (previous[oldAt + step] as Identified).id);
      removed = [];
      oldAt += part.count;
      newAt += part.count;
    }
  }
  return kept;
}

const signature = ({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`;

function pairChanged(
  blocks: readonly { kind: string; text: string }[],
  from: number,
  count: number,
  removed: readonly Identified[],
  kept: Map<number, string>,
): void {
  const free = new Set(removed);
  for (let at = from; at < from + count; at += 1) {
    const block = blocks[at] as { kind: string; text: string };
    const old = [...free].find(
      (candidate) => candidate.kind === block.kind && likeness(candidate.text, block.text) >= sameBlock,
    );
    if (!old) continue;
    kept.set(at, old.id);
    free.delete(old);
  }
}

/** Sørensen–Dice coefficient of the two sets of words, 0 to 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [words(one), words(other)];
  if (a.size + b.size === 0) return 1;
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}

const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
