import type { Coming } from '../graph/coming.js';

/** How far ahead it is read, in milliseconds: few documents come or go in that time, whatever the number of those that will. */
const reach = 2 * 3_600_000;
/** How old it may become before it is read again. */
const renewal = reach / 4;

/**
 * What comes and goes by itself in the next hours. It needs no timers: whoever looks at what is kept first asks it which instants
 * have passed since somebody last did, in either direction, for clocks are set.
 */
export class Agenda {
  #known = new Map<string, Coming>();
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #seen = Number.NEGATIVE_INFINITY;
  /** No instant lies between them: the last one that has passed, and the next. */
  #last = Number.NEGATIVE_INFINITY;
  #next = Number.POSITIVE_INFINITY;
  #firstEnd = Number.POSITIVE_INFINITY;
  /** What changes have told of while it is read: what is read of them may be older. */
  #told: Map<string, Coming> | undefined;

  constructor(private readonly clock: () => number = Date.now) {}

  /** Whether it knows of everything that has passed by now. */
  get isCurrent(): boolean {
    const now = this.clock();
    return now >= this.#from && now < this.#until;
  }

  get isOld(): boolean {
    return !this.isCurrent || this.clock() - this.#from > renewal;
  }

  /** The next instant at which anything comes or goes. */
  get next(): number {
    return this.#next;
  }

  /** Tags of what has come or gone since it was last asked. */
  passed(): readonly string[] {
    const now = this.clock();
    if (this.isOf(now)) return none;
    const isSetBack = now < this.#seen || now < this.#last;
    const [low, high] = isSetBack ? [now, this.#seen] : [this.#seen, now];
    const has = (instant: number | undefined) => instant !== undefined && instant > low && instant <= high;
    const known = [...this.#known.values()];
    const tags = known.flatMap((one) => (has(one.comes) || has(one.goes) ? one.tags : []));
    this.#last = latest(known.flatMap(instantsOf), now, isSetBack ? Number.NEGATIVE_INFINITY : this.#last);
    this.#seen = now;
    this.#lookAhead();
    return tags;
  }

  /** Whether nothing has come or gone between this instant and the one when it was last asked. */
  isOf(instant: number): boolean {
    return instant >= this.#last && instant < this.#next;
  }

  /** Milliseconds until this instant. */
  left(instant: number): number {
    return instant - this.clock();
  }

  /** When the first of what an answer shows goes. */
  endOf(tags: readonly string[], within: number): number {
    if (this.#firstEnd - this.clock() > within) return Number.POSITIVE_INFINITY;
    return tags.reduce((end, tag) => Math.min(end, this.#known.get(tag)?.goes ?? end), Number.POSITIVE_INFINITY);
  }

  /** Whether something is to be told of that came or went before this instant. */
  isOverdue(instant: number): boolean {
    for (const { untold } of this.#known.values()) if (untold !== undefined && untold <= instant) return true;
    return false;
  }

  /**
   * As a change has left it. What the change has let come or go just now counts as passed: a request from before that instant does
   * not see it, even where it reads after the change.
   */
  put(coming: Coming): void {
    this.#told?.set(coming.key, coming);
    this.#last = latest(instantsOf(coming), this.clock(), this.#last);
    if (this.#matters(coming)) this.#known.set(coming.key, coming);
    else if (!this.#known.delete(coming.key)) return;
    this.#lookAhead();
  }

  /** What it knows may be wrong, until it is read again. */
  forget(): void {
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /** @param read all that comes or goes, or is untold, up to this instant; what has passed must be asked for once it is there */
  async renew(read: (until: Date) => Promise<Coming[]>): Promise<void> {
    const now = this.clock();
    const told = new Map<string, Coming>();
    this.#told = told;
    const found = await read(new Date(now + reach));
    this.#told = undefined;
    this.#from = now;
    this.#until = now + reach;
    const all = new Map([...found.map((one) => [one.key, one] as const), ...told]);
    this.#known = new Map([...all].filter(([, one]) => this.#matters(one)));
    this.#lookAhead();
  }

  /** Instants that have passed matter no more, but to what was known before, for the clock may be set back. */
  #matters({ key, comes, goes, untold }: Coming): boolean {
    const first = this.#known.has(key) ? this.#from : this.clock();
    const isNear = (instant: number | undefined) => instant !== undefined && instant >= first && instant < this.#until;
    return isNear(comes) || isNear(goes) || (untold !== undefined && untold < this.#until);
  }

  #lookAhead(): void {
    this.#next = Number.POSITIVE_INFINITY;
    this.#firstEnd = Number.POSITIVE_INFINITY;
    for (const one of this.#known.values()) {
      for (const instant of instantsOf(one)) if (instant > this.#seen) this.#next = Math.min(this.#next, instant);
      if (one.goes !== undefined && one.goes > this.#seen) this.#firstEnd = Math.min(this.#firstEnd, one.goes);
    }
  }
}

const instantsOf = ({ comes, goes }: Coming): number[] => [comes, goes].filter((instant) => instant !== undefined);
const latest = (instants: readonly number[], upTo: number, least: number): number =>
  instants.reduce((last, instant) => (instant <= upTo && instant > last ? instant : last), least);
const none: readonly string[] = [];
