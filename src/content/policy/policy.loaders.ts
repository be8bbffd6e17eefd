import { loadAll } from '../../graph/loader.js';
import type { Policy } from './policy.type.js';

/** The `sourceId` of the site’s own policies. */
export const siteItself = '';

/** The newest version first. */
export const policiesBySource = loadAll<Policy>('policy', 'sourceId', { effectiveFrom: -1, _id: 1 });
