import { loadAll } from '../../graph/loader.js';
import type { Policy } from './policy.type.js';

/** The `sourceId` of the site’s own policies. */
export const siteItself = '';

/** The newest version first. */
export const policiesBySource = loadAll<Policy>('policy', 'sourceId', { effectiveFrom: -1, _id: 1 });

/** Of each kind and region the newest, in this language if there is one; the order stays. */
export function inForce(newestFirst: readonly Policy[], locale: string): Policy[] {
  const best = new Map<string, Policy>();
  const fits = (policy: Policy) => policy.locale === locale;
  for (const policy of newestFirst) {
    const key = `${policy.kind} ${policy.regions.join()}`;
    const known = best.get(key);
    if (!known || (fits(policy) && !fits(known))) best.set(key, policy);
  }
  const chosen = new Set(best.values());
  return newestFirst.filter((policy) => chosen.has(policy));
}
