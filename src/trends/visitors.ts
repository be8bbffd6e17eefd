import { createHmac, randomBytes } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';
import type { Visitor } from '../graph/readership.js';
import { dayOf } from './document.js';

/** The same reader's next look at the same thing counts again after this; web statistics call it a session. */
const sessionMs = 30 * 60_000;
const maxSeen = 100_000;
/** Readers behind one address that count for the same thing in a session, whatever browsers they say they have. */
const maxBehindAddress = 20;
const maxTermsWithAskers = 10_000;
const hashBytes = 16;
/** Of an IPv6 address, the network: one household has all that lie in it. */
const networkBytes = 8;

/**
 * Tells readers apart for as long as it takes not to count them twice, in memory alone: by salted hashes, with a salt that
 * is made new every day and kept nowhere, so that not even this process can tell who they were.
 */
export class Visitors {
  #day = '';
  #salt = randomBytes(hashBytes);
  readonly #seen: LRUCache<string, number>;
  readonly #askers = new LRUCache<string, Set<string>>({ max: maxTermsWithAskers });

  /** @param enough how many readers of a term are told apart */
  constructor(
    private readonly now: () => Date,
    private readonly enough: number,
  ) {
    const perf = { now: () => now().getTime() };
    this.#seen = new LRUCache({ max: maxSeen, ttl: sessionMs, noUpdateTTL: true, ttlResolution: 0, perf });
  }

  /** Whether this counts: by somebody who is no bot and has not done just this in this session. */
  isNew(visitor: Visitor, thing: string): boolean {
    if (isBot(visitor)) return false;
    this.#renew();
    const address = networkOf(visitor.address);
    const own = this.#hash(address, visitor.userAgent, thing);
    const shared = this.#hash(address, thing);
    const behind = this.#seen.get(shared) ?? 0;
    // Asked by `get`, which takes out what is over: `has` leaves it there, and a new entry would be as old.
    if (this.#seen.get(own) !== undefined || behind >= maxBehindAddress) return false;
    this.#seen.set(own, 1);
    this.#seen.set(shared, behind + 1);
    return true;
  }

  /** How many readers have asked for it today, this one among them. Where that was forgotten, it says too few, never too many. */
  askers(visitor: Visitor, term: string): number {
    this.#renew();
    const askers = this.#askers.get(term) ?? new Set();
    if (askers.size < this.enough) askers.add(this.#hash(networkOf(visitor.address), visitor.userAgent));
    this.#askers.set(term, askers);
    return askers.size;
  }

  #renew(): void {
    const day = dayOf(this.now());
    if (day === this.#day) return;
    this.#day = day;
    this.#salt = randomBytes(hashBytes);
    this.#seen.clear();
    this.#askers.clear();
  }

  #hash(...parts: (string | undefined)[]): string {
    const digest = createHmac('sha256', this.#salt).update(JSON.stringify(parts)).digest();
    return digest.subarray(0, hashBytes).toString('base64url');
  }
}

/** Browsers say what they are; what says nothing is a program. */
const isBot = ({ userAgent }: Visitor) => !userAgent || isbot(userAgent);

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6' ? parsed.toByteArray().slice(0, networkBytes).join(':') : parsed.toString();
}
