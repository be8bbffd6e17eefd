import Type from 'typebox';
import { OneOf, Optional, Strict, Text } from '../../../graph/document.js';
import { DocumentError } from '../../../graph/stored.js';
import { fallbackOf, type StoredEmbed, type StoredFallback, Tracking } from '../block/embed.js';
import { blockOf, WebUrl } from '../body.span.document.js';
import { anyOf } from '../kind.js';
import { divider } from './divider.js';
import { fact } from './fact.js';
import { gallery } from './gallery.js';
import { image } from './image.js';
import { type AnyNativeKind, type Draft, defineNative, oneOfKinds } from './kind.js';
import { list } from './list.js';
import { paragraph } from './paragraph.js';
import { quote } from './quote.js';
import { table } from './table.js';
import { video } from './video.js';

const byKind = { paragraph, list, quote, image, gallery, video, table, fact, divider } satisfies Record<
  StoredFallback['kind'],
  AnyNativeKind
>;
const fallbacks = Object.values(byKind);
const nativeOf = anyOf<AnyNativeKind>(fallbacks);

export const embed = defineNative({
  kind: 'embed',
  document: Strict({
    ...blockOf('embed'),
    provider: Text('Whose embed: youtube, x …'),
    url: WebUrl('What is embedded.'),
    tracks: Optional(OneOf(Tracking, 'UNKNOWN if left out.')),
    consentPurpose: Optional(Text('The consent that must be given first.')),
    text: Optional(Text('What to show instead, as one paragraph.')),
    fallback: Optional(
      Type.Array(oneOfKinds(fallbacks), {
        minItems: 1,
        description:
          'What to show instead, as blocks; then there is no text. A picture without a caption has none here.',
      }),
    ),
  }),
  stored: (block, drafting): Draft<StoredEmbed> => {
    if (block.text !== undefined && block.fallback !== undefined)
      throw new DocumentError(drafting.pointer, 'expected at most one of text and fallback');
    const fallback =
      block.fallback ?? (block.text === undefined ? [] : [{ kind: 'paragraph' as const, text: block.text }]);
    return {
      kind: 'embed',
      provider: block.provider,
      url: block.url,
      tracks: block.tracks ?? 'UNKNOWN',
      consentPurpose: block.consentPurpose ?? null,
      fallback: fallback.map((one, at) => {
        const stored = nativeOf(one.kind).stored(
          one,
          drafting.inside(block.text === undefined ? `/fallback/${at}` : ''),
        );
        const draft = { ...stored, id: one.id ?? '', text: '' } as StoredFallback;
        // The places of mentions below it are known when the article is loaded: no caption may come later.
        return fallbackOf(one.kind).mapImages?.(draft, (use) => ({ ...use, caption: use.caption ?? '' })) ?? draft;
      }),
    };
  },
});
