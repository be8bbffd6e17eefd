import slugify from '@sindresorhus/slugify';
import { distance } from 'fastest-levenshtein';
import type { NodeKey } from '../../graph/node.js';
import { DocumentError, type References } from '../../graph/stored.js';
import { blockIds } from './block-ids.js';
import { isKnown, kindNames, type StoredBlock, written } from './blocks.js';
import type { BlockDocument } from './body.document.js';
import type { StoredSpan } from './body.type.js';
import type { CorrectionDocument } from './correction.document.js';
import type { Drafting, InlineDocument } from './native/kind.js';
import { nativeOf } from './native/kinds.js';
import { unknownKind } from './native/raw.js';

/** Words of a block that name a concept: a range of the block's text in UTF-16 code units. */
export interface NamedRange {
  block: number;
  start: number;
  end: number;
  concept: NodeKey;
  /** Where the document says so. */
  pointer: string;
}

export interface BodyContext {
  /** Id of the document that the body belongs to; block ids are unique within it. */
  owner: string;
  references: References;
  previous: readonly StoredBlock[];
  /** What its correction blocks may name. */
  corrections?: ReadonlyMap<string, CorrectionDocument>;
}

/** Blocks as they are stored, with the names that their spans carry still apart: `mention` is null in every span. */
export function storedBlocks(
  input: readonly BlockDocument[],
  { owner, references, previous, corrections }: BodyContext,
): { blocks: StoredBlock[]; named: NamedRange[] } {
  const drafts = input.map((block, at) => draft(block, at, { references, corrections }));
  const ids = blockIds(
    owner,
    drafts.map(({ block }) => block),
    input.map(({ id }) => id),
    previous.filter(({ kind }) => isKnown(kind)),
  );
  const blocks = drafts.map(({ block }, at) => withId(block, ids[at] as string));
  checkIds(blocks);
  return { blocks: anchored(blocks, previous), named: drafts.flatMap(({ named }) => named) };
}

interface Drafted {
  block: StoredBlock;
  named: NamedRange[];
}

/** A name in a run of spans, counted from the run's beginning. */
type NamedSpan = Omit<NamedRange, 'block'> & { spans: StoredSpan[] };

type Source = Pick<Drafting, 'references' | 'corrections'>;

function draft(document: BlockDocument, at: number, source: Source): Drafted {
  const pointer = `/body/${at}`;
  const named: NamedSpan[] = [];
  const stored = isKnown(document.kind)
    ? nativeOf(document.kind).stored(document, drafting(pointer, source, named))
    : newer(document, pointer);
  const block = { ...stored, id: '', text: '' } as StoredBlock;
  const { text, starts } = written(block);
  block.text = text;
  return {
    block,
    named: named.map(({ spans, start, end, ...name }) => {
      const from = starts.get(spans) ?? 0;
      return { ...name, block: at, start: from + start, end: from + end };
    }),
  };
}

/** A kind that is nearly one of ours is a slip of the pen, and not of a version to come. */
function newer(document: { kind: string }, pointer: string) {
  const meant = kindNames.find((kind) => distance(kind, document.kind.toLowerCase()) <= (kind.length > 5 ? 2 : 1));
  if (meant)
    throw new DocumentError(`${pointer}/kind`, `expected a kind of block such as '${meant}', found '${document.kind}'`);
  return unknownKind({ ...document });
}

function drafting(pointer: string, source: Source, named: NamedSpan[]): Drafting {
  const { references, corrections } = source;
  return {
    references,
    corrections,
    pointer,
    inside: (below) => drafting(pointer + below, source, named),
    spans: (part, below = '', mayBeEmpty = false) => {
      const spans = storedSpans(part, pointer + below, references, mayBeEmpty);
      let start = 0;
      for (const [at, { text, mention }] of (part.spans ?? []).entries()) {
        const end = start + text.length;
        const where = `${pointer}${below}/spans/${at}/mention`;
        if (mention !== undefined) named.push({ spans, start, end, concept: references.key(mention), pointer: where });
        start = end;
      }
      return spans;
    },
  };
}

function storedSpans(part: InlineDocument, pointer: string, references: References, mayBeEmpty: boolean): StoredSpan[] {
  const { text, spans } = part;
  if (mayBeEmpty && text === undefined && spans === undefined) return [];
  if ((text === undefined) === (spans === undefined))
    throw new DocumentError(pointer, `expected ${mayBeEmpty ? 'at most' : 'exactly'} one of text and spans`);
  return (spans ?? [{ text: text as string }]).map((span, at) => ({
    text: span.text,
    marks: [...new Set(span.marks)],
    link: storedLink(span.link, `${pointer}/spans/${at}/link`, references),
    mention: null,
  }));
}

type LinkDocument = NonNullable<InlineDocument['spans']>[number]['link'];

function storedLink(link: LinkDocument, pointer: string, references: References): StoredSpan['link'] {
  if (!link) return null;
  if ((link.url === undefined) === (link.article === undefined))
    throw new DocumentError(pointer, 'expected exactly one of url and article');
  return {
    url: link.url ?? null,
    articleId: link.article === undefined ? null : references.id('article', link.article),
    title: link.title ?? null,
  };
}

/** Blocks inside another one are named after it unless they say otherwise. */
const withId = (block: StoredBlock, id: string): StoredBlock =>
  block.kind === 'embed'
    ? { ...block, id, fallback: block.fallback.map((one, at) => ({ ...one, id: one.id || `${id}.${at + 1}` })) }
    : { ...block, id };

function checkIds(blocks: readonly StoredBlock[]): void {
  const taken = new Set<string>();
  for (const [at, block] of blocks.entries()) {
    for (const { id } of block.kind === 'embed' ? [block, ...block.fallback] : [block]) {
      if (taken.has(id)) throw new DocumentError(`/body/${at}/id`, `block id '${id}' is used twice`);
      taken.add(id);
    }
  }
}

/**
 * Gives headings their anchors, unique in the body. A heading that keeps its id keeps its anchor: links to it are out in the
 * world, and they go on leading there when it is reworded.
 */
function anchored(blocks: readonly StoredBlock[], previous: readonly StoredBlock[]): StoredBlock[] {
  const before = new Map(previous.flatMap((block) => (block.kind === 'heading' ? [[block.id, block.anchor]] : [])));
  const taken = new Set(blocks.flatMap(({ id, kind }) => (kind === 'heading' ? (before.get(id) ?? []) : [])));
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, anchor: before.get(block.id) ?? anchorOf(block, taken) } : block,
  );
}

function anchorOf({ text, id }: StoredBlock, taken: Set<string>): string {
  const wish = slugify(text) || id;
  const anchor = taken.has(wish) ? `${wish}-${id}` : wish;
  taken.add(anchor);
  return anchor;
}
