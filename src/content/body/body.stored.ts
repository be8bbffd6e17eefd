import slugify from '@sindresorhus/slugify';
import sanitizeHtml from 'sanitize-html';
import type { NodeKey } from '../../graph/node.js';
import { DocumentError, type References } from '../../graph/stored.js';
import { storedImageUse } from '../image/image.stored.js';
import { blockIds } from './block-ids.js';
import type { BlockDocument, SpanDocument } from './body.document.js';
import type { StoredBlock, StoredSpan } from './body.type.js';
import type { CorrectionDocument } from './correction.document.js';
import { correctionDraft } from './correction.stored.js';

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
  const named: NamedRange[] = [];
  const drafts = input.map((block, at) => draft(block, at, references, named, corrections));
  const ids = blockIds(
    owner,
    drafts,
    input.map(({ id }) => id),
    previous,
  );
  const duplicate = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (duplicate >= 0) throw new DocumentError(`/body/${duplicate}/id`, `block id '${ids[duplicate]}' is used twice`);
  const anchors = new Set<string>();
  const blocks = drafts.map((block, at): StoredBlock => {
    const identified = { ...block, id: ids[at] as string };
    return identified.kind === 'heading'
      ? { ...identified, anchor: anchorOf(identified.text, identified.id, anchors) }
      : identified;
  });
  return { blocks, named };
}

function draft(
  block: BlockDocument,
  at: number,
  references: References,
  named: NamedRange[],
  corrections: BodyContext['corrections'],
): StoredBlock {
  const pointer = `/body/${at}`;
  const inline = (part: { text?: string; spans?: SpanDocument[] }, partPointer: string, offset = 0) => {
    const spans = storedSpans(part, partPointer);
    (part.spans ?? []).reduce((start, span, index) => {
      const end = start + span.text.length;
      if (span.mention !== undefined) {
        named.push({
          block: at,
          start,
          end,
          concept: references.key(span.mention),
          pointer: `${partPointer}/spans/${index}/mention`,
        });
      }
      return end;
    }, offset);
    return { spans, text: spans.map(({ text }) => text).join('') };
  };
  switch (block.kind) {
    case 'paragraph':
      return { id: '', kind: 'paragraph', ...inline(block, pointer), style: block.style ?? 'NORMAL' };
    case 'heading':
      return { id: '', kind: 'heading', ...inline(block, pointer), level: block.level ?? 2, anchor: '' };
    case 'quote':
      return {
        id: '',
        kind: 'quote',
        ...inline(block, pointer),
        pull: block.pull ?? false,
        speakerId: block.speaker === undefined ? null : references.id('person', block.speaker),
        attribution: block.attribution ?? null,
      };
    case 'list': {
      let offset = 0;
      const items = block.items.map((item, index) => {
        const { spans, text } = inline(item, `${pointer}/items/${index}`, offset);
        offset += text.length + 1; // the line break between two items
        return { level: item.level ?? 0, spans, text };
      });
      return {
        id: '',
        kind: 'list',
        text: items.map(({ text }) => text).join('\n'),
        ordered: block.ordered ?? false,
        items: items.map(({ level, spans }) => ({ level, spans })),
      };
    }
    case 'image':
      return {
        id: '',
        kind: 'image',
        text: block.image.caption ?? '',
        image: storedImageUse(block.image, 0, references),
        layout: block.layout ?? 'INLINE',
      };
    case 'embed':
      return {
        id: '',
        kind: 'embed',
        text: block.text ?? '',
        provider: block.provider,
        url: block.url,
        tracks: block.tracks ?? 'UNKNOWN',
        consentPurpose: block.consentPurpose ?? null,
        fallback: block.text === undefined ? [] : [fallbackOf(block.text)],
      };
    case 'correction':
      return { id: '', ...correctionDraft(block.correction, pointer, corrections) };
    case 'divider':
      return { id: '', kind: 'divider', text: '' };
    case 'raw':
      return {
        id: '',
        kind: 'raw',
        text: block.text ?? '',
        payload: block.payload,
        markup: block.html === undefined ? null : sanitizeHtml(block.html),
      };
  }
}

function storedSpans(part: { text?: string; spans?: SpanDocument[] }, pointer: string): StoredSpan[] {
  if ((part.text === undefined) === (part.spans === undefined)) {
    throw new DocumentError(pointer, 'expected exactly one of text and spans');
  }
  const spans = part.spans ?? [{ text: part.text as string }];
  return spans.map((span) => ({
    text: span.text,
    marks: span.marks ?? [],
    link: span.link ? { url: span.link.url, title: span.link.title ?? null } : null,
    mention: null,
  }));
}

const fallbackOf = (text: string): StoredBlock => ({
  id: 'fallback',
  kind: 'paragraph',
  text,
  spans: [{ text, marks: [], link: null, mention: null }],
  style: 'NORMAL',
});

function anchorOf(text: string, id: string, taken: Set<string>): string {
  const wish = slugify(text) || id;
  const anchor = taken.has(wish) ? `${wish}-${id}` : wish;
  taken.add(anchor);
  return anchor;
}
