import { hash } from 'node:crypto';
import { diffArrays } from 'diff';

interface Identified {
  id: string;
  kind: string;
  text: string;
  /** What tells it from others besides its words: the picture, the address. */
  identity: string;
}
type Unnamed = Omit<Identified, 'id'> & { id: string | undefined };

/** How much of two blocks' words must be shared for one to be a changed version of the other. */
const sameBlock = 0.5;
/** Of so few words nothing can be told: such a block is a changed one if it stands where the other stood. */
const fewWords = 3;

/**
 * Ids that stay the same across revisions. An unchanged block keeps its id wherever it is moved to, a changed one keeps that of
 * the block with which it shares half of its words and more, or, if it has few words, of the one in whose place it stands;
 * others get an id from their text. `given` ids win. All ids are unique within `owner`.
 */
export function blockIds(owner: string, blocks: readonly Unnamed[], previous: readonly Identified[]): string[] {
  const given = new Set(blocks.flatMap(({ id }) => id ?? []));
  const kept = new Kept(blocks, previous, given);
  kept.unchanged();
  kept.moved();
  kept.changed();
  kept.inPlace();
  const taken = new Set([...given, ...kept.ids()]);
  return blocks.map((block, at) => {
    const id = block.id ?? kept.idAt(at) ?? freshId(owner, block, taken);
    taken.add(id);
    return id;
  });
}

function freshId(owner: string, block: Omit<Unnamed, 'id'>, taken: Set<string>): string {
  for (let copy = 0; ; copy += 1) {
    const key = JSON.stringify([owner, block.kind, block.text, copy]);
    const id = `b${hash('sha256', key).slice(0, 12)}`;
    if (!taken.has(id)) return id;
  }
}

/** Which blocks have been found among the previous ones; each step looks at what the steps before have left. */
class Kept {
  /** By places: of the new block, of the old one. */
  readonly #found = new Map<number, number>();
  readonly #free: Set<number>;

  constructor(
    private readonly blocks: readonly Unnamed[],
    private readonly previous: readonly Identified[],
    given: ReadonlySet<string>,
  ) {
    this.#free = new Set(previous.keys());
    for (const [at, { id }] of previous.entries()) if (given.has(id)) this.#free.delete(at);
    // What brings its id along is where the old block of this id has gone to: it is a neighbour, too.
    const byId = new Map(previous.map(({ id }, at) => [id, at]));
    for (const [at, { id }] of blocks.entries()) {
      const old = id === undefined ? undefined : byId.get(id);
      if (old !== undefined) this.#found.set(at, old);
    }
  }

  idAt(at: number): string | undefined {
    const old = this.#found.get(at);
    return old === undefined ? undefined : this.previous[old]?.id;
  }

  ids(): string[] {
    return [...this.#found.values()].map((old) => (this.previous[old] as Identified).id);
  }

  unchanged(): void {
    let [oldAt, newAt] = [0, 0];
    for (const { added, removed, count } of diffArrays(this.previous.map(signature), this.blocks.map(signature))) {
      if (!added && !removed) for (let step = 0; step < count; step += 1) this.#keep(newAt + step, oldAt + step);
      if (!added) oldAt += count;
      if (!removed) newAt += count;
    }
  }

  moved(): void {
    for (const at of this.#open()) {
      const wanted = signature(this.blocks[at] as Unnamed);
      const old = [...this.#free].find((free) => signature(this.previous[free] as Identified) === wanted);
      if (old !== undefined) this.#keep(at, old);
    }
  }

  /** The likest pairs first; of equal ones those that stand nearest to each other. */
  changed(): void {
    const words = new Map([...this.#free].map((old) => [old, wordsOf(this.previous[old] as Identified)]));
    const pairs = this.#open().flatMap((at) => {
      const own = wordsOf(this.blocks[at] as Unnamed);
      return [...words].flatMap(([old, others]) => {
        const share = this.#isOfOneKind(at, old) ? shared(own, others) : 0;
        return share >= sameBlock ? [{ at, old, share, far: Math.abs(at - old) }] : [];
      });
    });
    for (const { at, old } of pairs.sort((a, b) => b.share - a.share || a.far - b.far)) this.#keep(at, old);
  }

  /** Between the same neighbours as the old one, and as the only one. */
  inPlace(): void {
    for (const at of this.#open()) {
      const before = at === 0 ? -1 : this.#found.get(at - 1);
      const after = at === this.blocks.length - 1 ? this.previous.length : this.#found.get(at + 1);
      const old = (before ?? Number.NaN) + 1;
      if (old + 1 !== after || !this.#isOfOneKind(at, old)) continue;
      const both = [this.blocks[at] as Unnamed, this.previous[old] as Identified];
      if (both.every((block) => wordsOf(block).size <= fewWords)) this.#keep(at, old);
    }
  }

  #open(): number[] {
    return [...this.blocks.keys()].filter((at) => this.blocks[at]?.id === undefined && !this.#found.has(at));
  }

  #isOfOneKind(at: number, old: number): boolean {
    return this.blocks[at]?.kind === this.previous[old]?.kind;
  }

  #keep(at: number, old: number): void {
    if (this.blocks[at]?.id !== undefined || this.#found.has(at) || !this.#free.delete(old)) return;
    this.#found.set(at, old);
  }
}

const signature = ({ kind, text, identity }: Omit<Identified, 'id'>) => JSON.stringify([kind, text, identity]);

const wordsOf = ({ text, identity }: { text: string; identity: string }): ReadonlySet<string> =>
  new Set(`${text} ${identity}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Sørensen–Dice coefficient of two sets of words, 0 to 1. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = a.size + b.size;
  // Not even if all of the smaller one were in the larger one.
  if (all === 0 || (2 * Math.min(a.size, b.size)) / all < sameBlock) return 0;
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return (2 * both) / all;
}
