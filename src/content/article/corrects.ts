import type { CorrectionKind } from '../body/correction.type.js';
import type { Article } from './article.type.js';

/** Whether a correction says that what was there was not right; an UPDATE does not. */
export const putsRight = ({ kind }: { kind: CorrectionKind }): boolean => kind !== 'UPDATE';

type Versioned = Pick<Article, 'status' | 'version' | 'corrections'>;

/**
 * Whether a change puts a mistake right: it becomes CORRECTED, or it says so again. An article whose corrections are
 * listed says so with a new one; any other says nothing more than that it is CORRECTED, with each new version.
 */
export function corrects(before: Versioned, after: Versioned): boolean {
  if (after.status !== 'CORRECTED') return false;
  if (before.status !== 'CORRECTED') return true;
  if (after.version === before.version) return false;
  const said = (after.corrections ?? []).filter(putsRight);
  const known = new Map((before.corrections ?? []).map(({ id, text }) => [id, text]));
  return said.length === 0 || said.some(({ id, text }) => known.get(id) !== text);
}
