import { type FuzzyRange, fuzzyRange, spans, surely } from '../../graph/fuzzy-date.js';
import { type NodeKey, nodeKey } from '../../graph/node.js';
import type { Role } from './role.type.js';

/**
 * Which of a person's posts counts on a day, of those that can have been held then: one that surely was before one that may have
 * been, one at an organisation that is named before others, the one taken up last, an editor's before what a page said.
 * A post without any date says nothing about a day.
 */
export function roleOn(roles: readonly Role[], day: FuzzyRange, named: ReadonlySet<NodeKey>): Role | null {
  const claims = ({ startedAt, endedAt, organisationId, origin }: Role) => [
    Number(isSure(startedAt, endedAt, day)),
    Number(organisationId !== null && named.has(nodeKey('organisation', organisationId))),
    startedAt === null ? -Infinity : (fuzzyRange(startedAt)?.min ?? -Infinity),
    Number(origin === 'EDITOR'),
  ];
  const held = roles
    .filter(({ startedAt, endedAt }) => (startedAt ?? endedAt) !== null && spans(startedAt, endedAt, day))
    .map((role) => ({ role, claims: claims(role) }));
  const [first] = held.sort((a, b) => compare(b.claims, a.claims) || (a.role._id < b.role._id ? -1 : 1));
  return first?.role ?? null;
}

/** Begun by the end of the day whatever its fuzzy dates mean, and not over before it. */
const isSure = (startedAt: string | null, endedAt: string | null, { min, max }: FuzzyRange) =>
  startedAt !== null &&
  (surely(startedAt)?.max ?? Infinity) <= max &&
  (endedAt === null || (surely(endedAt)?.min ?? -Infinity) >= min);

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) < (b[at] as number) ? -1 : 1;
}
