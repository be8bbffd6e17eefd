import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import { DocumentError, type References } from '../../graph/stored.js';
import { firmText, type StoredBlock } from '../body/blocks.js';
import type { NamedRange } from '../body/body.stored.js';
import { type MentionRange, markMentions } from '../body/spans.js';
import type { ArticleDocument } from './article.document.js';
import type { Mention } from './article.type.js';

type MentionDocument = NonNullable<ArticleDocument['mentions']>[number];

/** A mention while its occurrences are being gathered; they count blocks instead of naming them. */
interface Draft extends Omit<Mention, 'occurrences'> {
  ranges: { block: number; start: number; end: number }[];
}

/**
 * All mentions of an article: those that its spans carry, and those that it lists, with or without the places where
 * they stand. A concept that was merged counts as what it was merged into. One entry for each concept and wording; no two ranges overlap. The blocks come back with their spans cut.
 */
export function storedMentions(
  listed: readonly MentionDocument[],
  blocks: readonly StoredBlock[],
  named: readonly NamedRange[],
  references: References,
): { mentions: Mention[]; blocks: StoredBlock[] } {
  const drafts = new Map<string, Draft>();
  const taken = blocks.map(() => [] as { start: number; end: number }[]);
  const claim = (draft: Draft, range: NamedRange | Draft['ranges'][number]): boolean => {
    const others = taken[range.block];
    if (others?.some(({ start, end }) => range.start < end && start < range.end)) return false;
    others?.push(range);
    draft.ranges.push({ block: range.block, start: range.start, end: range.end });
    return true;
  };
  const draftOf = (linked: NodeKey, label: string, mention?: MentionDocument) => {
    const concept = references.canonical(linked);
    const key = `${concept} ${label}`;
    const draft = drafts.get(key) ?? newDraft(concept, label, mention, references);
    if (linked !== concept) draft.former = [...new Set([...(draft.former ?? []), linked])];
    drafts.set(key, draft);
    return draft;
  };

  const texts = blocks.map(firmText);
  listed.forEach((mention, at) => {
    const linked = references.key(mention.concept);
    for (const { label, ranges } of placed(mention, at, linked, texts, references)) {
      const draft = draftOf(linked, label, mention);
      for (const range of ranges) {
        if (!claim(draft, range) && mention.occurrences)
          throw new DocumentError(`/mentions/${at}`, `'${label}' overlaps another mention`);
      }
    }
  });
  for (const range of named) {
    const label = (blocks[range.block]?.text ?? '').slice(range.start, range.end);
    const named = references.canonical(range.concept);
    const listedAs = [...drafts.values()].find(({ concept }) => concept === named);
    const draft = draftOf(range.concept, label);
    if (listedAs && draft.ranges.length === 0)
      Object.assign(draft, { relation: listedAs.relation, roleId: listedAs.roleId });
    const known = draft.ranges.some(
      ({ block, start, end }) => block === range.block && start === range.start && end === range.end,
    );
    if (!known && !claim(draft, range)) throw new DocumentError(range.pointer, `'${label}' overlaps another mention`);
  }
  return finish([...drafts.values()], blocks);
}

function newDraft(
  concept: NodeKey,
  label: string,
  mention: MentionDocument | undefined,
  references: References,
): Draft {
  const node = parseNodeKey(concept);
  const organisation =
    mention?.organisation === undefined ? undefined : references.id('organisation', mention.organisation);
  const roleId =
    mention?.title !== undefined && node?.type === 'person'
      ? references.role(node.id, mention.title, organisation)
      : undefined;
  return {
    concept,
    label,
    relation: mention?.relation ?? 'MENTION',
    roleId: roleId ?? null,
    confidence: mention?.confidence ?? null,
    origin: mention?.origin ?? 'EDITOR',
    ranges: [],
  };
}

/** The wordings of a listed mention and where each stands: as it says, else wherever the body has its label or a name. */
function placed(
  mention: MentionDocument,
  at: number,
  concept: NodeKey,
  texts: readonly string[],
  references: References,
): { label: string; ranges: Draft['ranges'] }[] {
  if (mention.occurrences) {
    const label = mention.label ?? references.names(concept)[0] ?? '';
    mention.occurrences.forEach((range, index) => {
      const found = texts[range.block]?.slice(range.start, range.end);
      if (found !== label) {
        throw new DocumentError(
          `/mentions/${at}/occurrences/${index}`,
          `expected the range to cut '${label}' out of block ${range.block}, found ${found === undefined ? 'no such block' : `'${found}'`}`,
        );
      }
    });
    return [{ label, ranges: mention.occurrences }];
  }
  if (mention.label !== undefined) return [{ label: mention.label, ranges: find(mention.label, texts) }];
  const names = references.names(concept);
  const found = names.map((label) => ({ label, ranges: find(label, texts) })).filter(({ ranges }) => ranges.length > 0);
  return found.length > 0 ? found : [{ label: names[0] ?? '', ranges: [] }];
}

/** Wherever a wording stands as words of their own. */
function find(label: string, texts: readonly string[]): Draft['ranges'] {
  return texts.flatMap((text, block) => {
    const ranges: Draft['ranges'] = [];
    for (let start = text.indexOf(label); start >= 0; start = text.indexOf(label, start + label.length)) {
      const end = start + label.length;
      if (!joins(text[start - 1], text[start]) && !joins(text[end - 1], text[end])) ranges.push({ block, start, end });
    }
    return ranges;
  });
}

/** Whether two neighbours belong to one word; scripts that write no spaces between words never say so. */
const joins = (before: string | undefined, after: string | undefined) => isSpaced(before) && isSpaced(after);
const isSpaced = (character: string | undefined) =>
  character !== undefined &&
  /[\p{L}\p{N}]/u.test(character) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character);

function finish(
  drafts: readonly Draft[],
  blocks: readonly StoredBlock[],
): { mentions: Mention[]; blocks: StoredBlock[] } {
  const ordered = [...drafts].sort((a, b) => firstPlace(a) - firstPlace(b));
  const perBlock = blocks.map(() => [] as MentionRange[]);
  ordered.forEach((draft, mention) => {
    for (const { block, start, end } of draft.ranges) perBlock[block]?.push({ start, end, mention });
  });
  return {
    mentions: ordered.map(({ ranges, ...mention }) => ({
      ...mention,
      occurrences: [...ranges]
        .sort((a, b) => a.block - b.block || a.start - b.start)
        .map(({ block, start, end }) => ({ blockId: (blocks[block] as StoredBlock).id, start, end })),
    })),
    blocks: blocks.map((block, at) => markMentions(block, perBlock[at] ?? [])),
  };
}

/** In the order of the text; what does not stand in it comes last. */
function firstPlace({ ranges }: Draft): number {
  return Math.min(...ranges.map(({ block, start }) => block * 1e7 + start), Number.MAX_SAFE_INTEGER);
}
