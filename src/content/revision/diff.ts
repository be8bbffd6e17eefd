import { isDeepStrictEqual } from 'node:util';
import { mapImages, type StoredBlock } from '../body/blocks.js';
import { withoutMentions } from '../body/spans.js';
import type { Revision, RevisionDiff } from './revision.type.js';

/** What readers see changed from one revision to another: links that the importer has found since are no change. */
export function diffOf(before: Revision, after: Revision): RevisionDiff {
  const old = new Map(before.blocks.map((block) => [block.id, block]));
  const now = new Set(after.blocks.map(({ id }) => id));
  const ids = (blocks: readonly StoredBlock[]) => blocks.map(({ id }) => id);
  return {
    from: before.number,
    to: after.number,
    headlineChanged: before.headline !== after.headline,
    addedBlocks: ids(after.blocks.filter(({ id }) => !old.has(id))),
    changedBlocks: ids(
      after.blocks.filter((block) => {
        const was = old.get(block.id);
        return was !== undefined && !isDeepStrictEqual(shown(was), shown(block));
      }),
    ),
    removedBlocks: ids(before.blocks.filter(({ id }) => !now.has(id))),
  };
}

/** A block without what other blocks of the body make of it: its number among the pictures, its anchor among the headings. */
function shown(block: StoredBlock): unknown {
  const own = block.kind === 'heading' ? { ...block, anchor: '' } : block;
  return withoutMentions(mapImages(own, (use) => ({ ...use, position: 0 })));
}
