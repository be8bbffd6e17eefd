import { contentTypes } from '../content/index.js';
import type { NativeFormat } from '../graph/content-type.js';
import type { NodeType } from '../graph/node.js';

/** How documents of each type are written, in the order of the types; types that belong to another have no format. */
export const formats: ReadonlyMap<NodeType, NativeFormat> = new Map(
  await Promise.all(
    contentTypes.flatMap(({ type, native }) => (native ? native().then((format) => [type, format] as const) : [])),
  ),
);
