import { escapeText } from 'entities';
import type { StoredCorrectionBlock } from './correction.type.js';

/** Set apart from the text, so that a site can show it as a note. */
export const correctionHtml = ({ correction }: StoredCorrectionBlock): string =>
  `<aside class="correction"><p>${escapeText(correction.text)}</p></aside>`;
