import type { ContentPart } from '../../graph/content-type.js';
import { BodyBlockResolver, BodyResolver, ImageBlockResolver, QuoteBlockResolver } from './body.resolver.js';
import {
  DividerBlock,
  EmbedBlock,
  HeadingBlock,
  ImageBlock,
  ListBlock,
  ParagraphBlock,
  QuoteBlock,
  RawBlock,
} from './body.type.js';
import { CorrectionBlock } from './correction.type.js';

export const body: ContentPart = {
  resolvers: [BodyResolver, BodyBlockResolver, ImageBlockResolver, QuoteBlockResolver],
  orphanedTypes: [
    ParagraphBlock,
    HeadingBlock,
    ListBlock,
    QuoteBlock,
    ImageBlock,
    EmbedBlock,
    CorrectionBlock,
    DividerBlock,
    RawBlock,
  ],
};
