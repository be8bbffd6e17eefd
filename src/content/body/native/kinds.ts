import type { StoredBlock } from '../blocks.js';
import { anyOf } from '../kind.js';
import { correction } from './correction.js';
import { divider } from './divider.js';
import { embed } from './embed.js';
import { fact } from './fact.js';
import { gallery } from './gallery.js';
import { heading } from './heading.js';
import { image } from './image.js';
import type { AnyNativeKind } from './kind.js';
import { list } from './list.js';
import { paragraph } from './paragraph.js';
import { quote } from './quote.js';
import { raw } from './raw.js';
import { related } from './related.js';
import { table } from './table.js';
import { timeline } from './timeline.js';
import { video } from './video.js';

const byKind = {
  paragraph,
  heading,
  list,
  quote,
  image,
  gallery,
  video,
  table,
  embed,
  related,
  timeline,
  fact,
  correction,
  divider,
  raw,
} satisfies Record<StoredBlock['kind'], AnyNativeKind>;

/** How each kind of block of the graph is written in native documents. */
export const nativeKinds = Object.values(byKind);
export const nativeOf = anyOf<AnyNativeKind>(nativeKinds);
