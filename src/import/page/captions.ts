import { isPictureSource } from './agencies.js';
import type { PageImage } from './page.js';
import { endsSentence, weight } from './text.js';

const LABEL =
  '(?:file|(?:file |main |cover |top )?photos?(?: credit)?|photographs?|pictures?|images?(?: credits?| source)?|credits?|courtesy|fotos?(?:grafía)?|bild(?:er|quelle)?|crédits? ?(?:photo)?|crédito|quelle|图片来源|图源|图|摄影|摄|供图)';
const NAME = "[\\p{L}\\p{N}@][\\p{L}\\p{M}\\p{N}@&.,'’/ +-]{0,80}";
const AFTER_SENTENCE = '(?<=[.!?…。！？"”’»)])';

/** How a credit hangs on a caption's end. All are tried on the last letters only; group 1 is the credit. */
const TRAILING: readonly RegExp[] = [
  new RegExp(`${AFTER_SENTENCE}\\s*/\\s?([\\p{Lu}\\p{Script=Han}][^/]{1,60}(?:/[^/]{2,30})?)$`, 'u'),
  new RegExp(
    `\\s*[([（【]\\s*${LABEL}\\s*(?:by|courtesy of|via|von|par|de|por|/|[:：])?\\s*(${NAME})[)\\]）】]\\.?$`,
    'iu',
  ),
  new RegExp(`${AFTER_SENTENCE}\\s*[|–—-]?\\s*${LABEL}\\s*(?:by|courtesy of|[:：]|/)\\s*(${NAME})$`, 'iu'),
  new RegExp(`\\s[|–—]\\s*${LABEL}\\s*[:：]\\s*(${NAME})$`, 'iu'),
  new RegExp(`${AFTER_SENTENCE}\\s*(?:©|\\(c\\))\\s*(${NAME})$`, 'iu'),
  /\s*[（(]\s*((?:新华社|中新社)?(?:记者)?\s?\p{Script=Han}{2,8})\s?(?:摄|供图)[）)]$/u,
  /(?<=[。！？])\s*((?:新华社|中新社|本报)?(?:记者|通讯员)?\s?[\p{Script=Han}·]{2,10})\s?(?:摄|供图)$/u,
];
/** These count only if what they name is known to supply pictures. */
const TRAILING_KNOWN: readonly RegExp[] = [
  new RegExp(`${AFTER_SENTENCE}\\s*[|–—-]?\\s*([\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,50}(?:/| via )${NAME})$`, 'u'),
  new RegExp(`${AFTER_SENTENCE}\\s*[|–—]\\s*(${NAME})$`, 'u'),
  new RegExp(`\\s*[([]\\s*(${NAME}(?:/| via | Photo/)${NAME})[)\\]]\\.?$`, 'u'),
  /\s*\[((?:[A-Z]{2,6}|Getty Images|Xinhua|Reuters)(?: (?:Photo|File))?)\]$/u,
];

const TAIL = 140;
const MAX_CAPTION = 700;

/** A caption with its credit split off, or undefined if no credit hangs on the text. */
export function splitCredit(text: string): { caption: string; credit: string } | undefined {
  if (text.length > MAX_CAPTION) return undefined;
  const from = Math.max(0, text.length - TAIL);
  const tail = text.slice(from);
  for (const pattern of TRAILING) {
    const found = pattern.exec(tail);
    if (found?.[1]) return cut(text, from + found.index, found[1]);
  }
  for (const pattern of TRAILING_KNOWN) {
    const found = pattern.exec(tail);
    if (found?.[1] && namesPictureSource(found[1])) return cut(text, from + found.index, found[1]);
  }
  return undefined;
}

function cut(text: string, at: number, credit: string): { caption: string; credit: string } | undefined {
  const caption = text.slice(0, at).trim();
  return caption ? { caption, credit: credit.trim() } : undefined;
}

const namesPictureSource = (credit: string): boolean =>
  credit.split(/\/| via | Photo/).some((part) => isPictureSource(part.trim()));

const CREDIT_LINE: readonly RegExp[] = [
  new RegExp(`^[([（]?\\s*${LABEL}\\s*(?:by|courtesy of|[:：,/])\\s*(${NAME})[)\\]）]?$`, 'iu'),
  new RegExp(`^(?:©|\\(c\\))\\s*(?!\\d{4})(${NAME})$`, 'iu'),
];

/** The credit in a line that holds nothing else. */
export function creditLine(text: string): string | undefined {
  if (/\p{Ll}{2}[.!?]\s*[\p{Lu}/]/u.test(text)) return undefined;
  if (text.length > 110 || endsSentence(text.replace(/\.[)\]]?$/, ''))) return undefined;
  for (const pattern of CREDIT_LINE) {
    const found = pattern.exec(text)?.[1];
    if (found && !/\b(?:19|20)\d\d\b|all rights/iu.test(found)) return found.trim();
  }
  const plain = text.replace(/^[([]|[)\]]$/g, '');
  const isPair = /^\p{Lu}[\p{L}\p{M}.'’ -]{1,50}(?:\/| via )/u.test(plain);
  return isPair && namesPictureSource(plain) ? plain : undefined;
}

const CAPTION_LABEL =
  /^(?:(?:file )?photo|image|picture|caption|image caption|bildunterschrift|bild|légende|foto|pie de foto|图为|图说)\s*[:：,|]\s*/iu;
const CAPTION_OPENING =
  /^(?:FILE\s*(?:PHOTO)?\s*[-–—:]|(?:in )?(?:this|an undated|a|the) (?:undated |file |handout |combination )?(?:photo|picture|image)\b|图为)/iu;

/** What says of itself that it is a caption, or ends as only captions do. */
export function readCaption(text: string): PageImage | undefined {
  if (text.length > MAX_CAPTION || weight(text) < 12) return undefined;
  const credited = splitCredit(text);
  if (credited) return { caption: withoutLabel(credited.caption), credit: credited.credit };
  if (CAPTION_LABEL.test(text) || CAPTION_OPENING.test(text)) return { caption: withoutLabel(text) };
  return undefined;
}

const withoutLabel = (caption: string): string => {
  const label = CAPTION_LABEL.exec(caption)?.[0];
  return label && !/图为/.test(label) ? caption.slice(label.length) : caption;
};

/** Shorter openings than this are too often shared by chance. */
const SHARED = 20;

/** `A b c A b c d.`: a text that begins anew after its own beginning, which was cut off. */
export function restart(text: string): { cutOff: string; whole: string } | undefined {
  if (text.length < 2 * SHARED || text.length > 4 * MAX_CAPTION) return undefined;
  const at = text.indexOf(text.slice(0, SHARED), SHARED);
  if (at < 0) return undefined;
  const cutOff = text.slice(0, at).trim();
  const whole = text.slice(at);
  return isCutOff(cutOff, whole) || cutOff === whole ? { cutOff, whole } : undefined;
}

/** Whether the first text is the second's beginning. */
export function isCutOff(beginning: string, whole: string): boolean {
  const plain = beginning.replace(/\s*(?:…|\.{3})$/, '');
  return plain.length >= SHARED && plain.length < whole.length && whole.startsWith(plain);
}
