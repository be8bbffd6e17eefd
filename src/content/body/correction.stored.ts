import { hash } from 'node:crypto';
import { DocumentError } from '../../graph/stored.js';
import type { StoredBlock } from './blocks.js';
import type { BlockDocument } from './body.document.js';
import type { CorrectionDocument } from './correction.document.js';
import type { Correction } from './correction.type.js';

/** An article's corrections by their ids, the oldest first; which blocks they concern is known once these have ids. */
export function correctionsOf(documents: readonly CorrectionDocument[]): ReadonlyMap<string, CorrectionDocument> {
  const byId = new Map<string, CorrectionDocument>();
  documents.forEach((document, at) => {
    const id = document.id ?? idOf(document);
    if (byId.has(id)) throw new DocumentError(`/corrections/${at}/id`, `correction id '${id}' is used twice`);
    byId.set(id, document);
  });
  return new Map([...byId].sort(([, one], [, other]) => Date.parse(one.at) - Date.parse(other.at)));
}

const idOf = ({ kind, text, at }: CorrectionDocument) =>
  `c${hash('sha256', JSON.stringify([kind, text, Date.parse(at)])).slice(0, 12)}`;

/** The body with a block at its end for each correction that it does not place itself. */
export function withCorrections(
  body: readonly BlockDocument[],
  corrections: ReadonlyMap<string, CorrectionDocument>,
): BlockDocument[] {
  const placed = new Set(body.map((block) => (block.kind === 'correction' ? block.correction : undefined)));
  const others = [...corrections.keys()].filter((id) => !placed.has(id));
  return [...body, ...others.map((correction) => ({ kind: 'correction' as const, correction }))];
}

/**
 * Says in each correction, and in its block, which blocks it concerns: those of the document's own `body`, or such as it
 * concerned before and that are gone.
 */
export function placeCorrections(
  documents: readonly CorrectionDocument[],
  bodyLength: number,
  blocks: readonly StoredBlock[],
  previous: readonly Correction[],
): { corrections: Correction[]; blocks: StoredBlock[] } {
  const ids = new Set(blocks.map(({ id }) => id));
  const pointers = new Map(documents.map((document, at) => [document.id ?? idOf(document), { document, at }]));
  const concerned = (id: string): string[] => {
    const { document, at } = pointers.get(id) as { document: CorrectionDocument; at: number };
    const before = previous.find((correction) => correction.id === id)?.blockIds ?? [];
    const found = (document.blocks ?? []).map((block, index) => {
      const named = typeof block === 'string' ? block : block < bodyLength ? blocks[block]?.id : undefined;
      if (named !== undefined && (ids.has(named) || before.includes(named))) return named;
      throw new DocumentError(
        `/corrections/${at}/blocks/${index}`,
        `expected the id or index of a block of the body, found ${JSON.stringify(block)}`,
      );
    });
    return [...new Set(found)];
  };
  const placed = blocks.map((block): StoredBlock => {
    if (block.kind !== 'correction') return block;
    return { ...block, correction: { ...block.correction, blockIds: concerned(block.correction.id) } };
  });
  const corrections = placed.flatMap((block) => (block.kind === 'correction' ? block.correction : []));
  const each = [...new Map(corrections.map((correction) => [correction.id, correction])).values()];
  return { corrections: each.sort((a, b) => b.at.getTime() - a.at.getTime()), blocks: placed };
}
