import { hash } from 'node:crypto';
import { diffArrays } from 'diff';
import { eachWord } from '../../graph/words.js';
import { kindOf, type StoredBlock } from './blocks.js';

/** How much of two blocks' words must be shared for one to be a changed version of the other. */
const sameBlock = 0.5;

/**
 * Ids that stay the same across revisions: an unchanged block keeps its id wherever it stands, a changed one keeps that of
 * the block which it replaces if they share half of their words or show the same thing; others get an id from their text.
 * `given` ids win. All ids are unique within `owner`.
 */
export function blockIds(
  owner: string,
  blocks: readonly StoredBlock[],
  given: readonly (string | undefined)[],
  previous: readonly StoredBlock[],
): string[] {
  const kept = keptIds(blocks, given, previous);
  // An id that some block had before is never another one's.
  const taken = new Set([...given, ...previous.map(({ id }) => id)]);
  return blocks.map((block, at) => given[at] ?? kept.get(at) ?? freshId(owner, block, taken));
}

function freshId(owner: string, block: StoredBlock, taken: Set<string | undefined>): string {
  for (let copy = 0; ; copy += 1) {
    const key = JSON.stringify([owner, block.kind, block.text, copy]);
    const id = `b${hash('sha256', key).slice(0, 12)}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** Of so few words nothing can be told: such a block is a changed one if it stands where the other stood. */
const fewWords = 3;

/** Gives a short block the id of the one that stood between the same neighbours, as the only one there. */
function inPlace(
  blocks: readonly StoredBlock[],
  given: readonly (string | undefined)[],
  previous: readonly StoredBlock[],
  kept: Map<number, string>,
): void {
  const places = new Map(previous.map(({ id }, at) => [id, at]));
  const placeOf = (at: number) => places.get(given[at] ?? kept.get(at) ?? '');
  const used = new Set([...given, ...kept.values()]);
  for (const [at, block] of blocks.entries()) {
    if (given[at] !== undefined || kept.has(at)) continue;
    const before = at === 0 ? -1 : placeOf(at - 1);
    const after = at === blocks.length - 1 ? previous.length : placeOf(at + 1);
    const old = before === undefined ? undefined : previous[before + 1];
    if (!old || after !== (before as number) + 2 || old.kind !== block.kind || used.has(old.id)) continue;
    if ([old, block].every((one) => wordsOf(placed(one, at)).size <= fewWords)) kept.set(at, old.id);
  }
}

/** A block with what tells whether another one is the same. */
interface Placed {
  at: number;
  block: StoredBlock;
  subject: string;
  signature: string;
  words?: Set<string>;
}

function placed(block: StoredBlock, at: number): Placed {
  const subject = subjectOf(block);
  return { at, block, subject, signature: JSON.stringify([block.kind, subject, block.text]) };
}

/** What a block shows besides its words: with another caption it is still the same picture. */
const subjectOf = (block: StoredBlock): string => kindOf(block.kind).identity?.(block) ?? '';

/** Place of a new block → id of the old one that it was. */
function keptIds(
  blocks: readonly StoredBlock[],
  given: readonly (string | undefined)[],
  previous: readonly StoredBlock[],
): Map<number, string> {
  const kept = new Map<number, string>();
  if (previous.length === 0) return kept;
  const named = new Set(given);
  const before = previous.flatMap((block, at) => (named.has(block.id) ? [] : [placed(block, at)]));
  const after = blocks.flatMap((block, at) => (given[at] === undefined ? [placed(block, at)] : []));
  const removed: Placed[] = [];
  const added: Placed[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const part of diffArrays(
    before.map(({ signature }) => signature),
    after.map(({ signature }) => signature),
  )) {
    const [old, now] = [before.slice(oldAt, oldAt + part.count), after.slice(newAt, newAt + part.count)];
    if (part.removed) removed.push(...old);
    else if (part.added) added.push(...now);
    else for (const [index, { at }] of now.entries()) kept.set(at, (old[index] as Placed).block.id);
    if (!part.added) oldAt += part.count;
    if (!part.removed) newAt += part.count;
  }
  for (const [old, now] of pairs(removed, added)) kept.set(now.at, old.block.id);
  inPlace(blocks, given, previous, kept);
  return kept;
}

/** Blocks that were moved or changed with what they have become: the surest first, of equally sure ones the nearest. */
function pairs(removed: readonly Placed[], added: readonly Placed[]): Map<Placed, Placed> {
  const candidates = removed.flatMap((old) =>
    added.flatMap((now) => {
      const sure = sureness(old, now);
      return sure < sameBlock ? [] : [{ old, now, sure, distance: Math.abs(old.at - now.at) }];
    }),
  );
  candidates.sort((a, b) => b.sure - a.sure || a.distance - b.distance);
  const found = new Map<Placed, Placed>();
  const used = new Set<Placed>();
  for (const { old, now } of candidates) {
    if (found.has(old) || used.has(now)) continue;
    found.set(old, now);
    used.add(now);
  }
  return found;
}

/** How sure it is that the old block has become the new one: 1 and more where they are alike but for one thing. */
function sureness(old: Placed, now: Placed): number {
  if (old.signature === now.signature) return 3;
  const noWords = old.block.text === '' && now.block.text === '';
  if (old.block.kind !== now.block.kind) return !noWords && old.block.text === now.block.text ? 1 : 0;
  if (old.subject !== '' && old.subject === now.subject) return 2;
  return noWords ? sameBlock : likeness(wordsOf(old), wordsOf(now));
}

/** Sørensen–Dice coefficient of two sets of words, 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const sum = one.size + other.size;
  const most = 2 * Math.min(one.size, other.size);
  if (sum === 0 || most / sum < sameBlock) return 0;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return (2 * shared) / sum;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** In languages that write no spaces between words too. */
function wordsOf(placed: Placed): ReadonlySet<string> {
  if (placed.words) return placed.words;
  const words = new Set<string>();
  eachWord(placed.block.text.toLowerCase(), segmenter, (word) => words.add(word));
  placed.words = words;
  return words;
}
