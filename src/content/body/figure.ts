import type { ImageUse } from '../image/image.type.js';
import { box, type Flow, line } from './flow.js';
import type { Found } from './kind.js';
import { isOnWeb } from './links.js';

/** A placement of a picture: what it does not say for itself, the picture says. */
export function figure(use: ImageUse, found: Found | undefined, style?: string): Flow {
  const image = found?.image(use.imageId);
  const caption = use.caption ?? image?.caption ?? '';
  const isGap = use.caption === null && !found;
  return box('figure', style, [
    ...(image && isOnWeb(image.url)
      ? [{ show: 'picture' as const, url: image.url, alt: use.alt ?? image.alt ?? caption }]
      : []),
    ...(isGap ? [{ show: 'gap' as const }] : line('figcaption', caption)),
  ]);
}
