import type { ContentPart } from '../../graph/content-type.js';
import type { CollectionSpec } from '../../store/store.js';
import { changes } from './change.loaders.js';
import { ChangeFeedResolver, ChangeResolver } from './change.resolver.js';

/** How many steps are kept where no setting says otherwise. */
export const changesKept = 100_000;
export const changeCollection: CollectionSpec = { name: changes, indexes: [], log: { kept: changesKept } };
export const change: ContentPart = { resolvers: [ChangeFeedResolver, ChangeResolver] };
