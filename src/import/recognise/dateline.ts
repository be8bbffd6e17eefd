import type { ArticleDocument } from '../../content/article/article.document.js';
import { nameKey } from '../page/knowledge.js';
import type { Page } from '../page/page.js';
import { fullDate, lastWeekday, weekdayIn } from './date.js';
import type { Recognised } from './recognised.js';
import { namesOf } from './resolve.js';
import { blockText } from './text.js';

type Dateline = NonNullable<ArticleDocument['dateline']>;

/** Where and when the article was filed: as printed, else as the lead picture's caption or the opening sentence says. */
export function articleDateline(page: Page, recognised: Recognised): Dateline | undefined {
  if (page.dateline) return printed(page.dateline, recognised);
  return captioned(page, recognised) ?? opening(page, recognised);
}

function printed({ text, place, date }: NonNullable<Page['dateline']>, recognised: Recognised): Dateline {
  const slug = place === undefined ? undefined : placeSlug(place, recognised);
  return { text, ...(slug && { place: slug }), ...(date && { date }) };
}

function placeSlug(words: string, { places }: Recognised): string | undefined {
  const keys = [words, words.split(',')[0] ?? ''].map(nameKey);
  return places.find((place) => namesOf(place).some((name) => keys.includes(nameKey(name))))?.slug;
}

// A town, perhaps its country, and a full date: `in Oslo, Norway, March 18, 2025`.
const townAndDate =
  /\bin (\p{Lu}[\p{L}\p{M}'’. -]{1,40}(?:, (?!\p{L}+ \d)[\p{Lu}][\p{L}\p{M}'’. -]{1,40})?, (?:\p{Lu}\p{L}+ \d{1,2}, \d{4}|\d{1,2} \p{Lu}\p{L}+ \d{4}))/u;

function captioned({ leadImage }: Page, recognised: Recognised): Dateline | undefined {
  const text = leadImage && townAndDate.exec(leadImage.caption)?.[1];
  const date = text && fullDate(text);
  const place = text && placeSlug(text, recognised);
  return text && date && place ? { text, place, date } : undefined;
}

const townAndDay = /\bin (\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*){0,2}) on (\p{Lu}\p{L}+day)\b/u;

/** The day of the week must be the day of publication or one of the two before it. */
function opening(page: Page, recognised: Recognised): Dateline | undefined {
  const first = page.blocks.find((block) => block.kind === 'paragraph');
  const match = first && townAndDay.exec(blockText(first) ?? '');
  const [, town, day] = match ?? [];
  const weekday = day === undefined ? undefined : weekdayIn(`on ${day}`);
  const place = town && placeSlug(town, recognised);
  if (!town || !place || weekday === undefined || !page.publishedAt) return undefined;
  const date = lastWeekday(weekday, page.publishedAt);
  const isRecent = date !== undefined && Date.parse(page.publishedAt) - Date.parse(date) < 3 * 86_400_000;
  return isRecent ? { text: `${town}, ${day}`, place, date } : undefined;
}
