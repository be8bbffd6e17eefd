import { nameKey } from '../graph/name-key.js';

/** Longer texts are no term that many have in common, and may say too much of who asks. */
const maxTermLength = 60;

/** What a search counts as: its text without quotes and doubled spaces, and the key that all ways of writing it share. */
export function termOf(text: string): { key: string; text: string } | undefined {
  const written = text
    .normalize('NFC')
    .replace(/["“”„«»\p{C}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const key = nameKey(written);
  return key === '' || written.length > maxTermLength ? undefined : { key, text: written };
}
