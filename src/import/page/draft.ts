import type { DateLine, DateReader } from './dates.js';
import { LeftOut } from './leftout.js';
import type { PageCredit, PageImage, PageSource } from './page.js';
import type { SourceNote } from './sources.js';

/** What has been found on the page so far. */
export class Draft {
  readonly leftOut = new LeftOut();
  readonly bylines: string[] = [];
  readonly credits: PageCredit[] = [];
  /** Named at the end of the text, so they follow the byline's. */
  readonly lateCredits: PageCredit[] = [];
  readonly images: PageImage[] = [];
  readonly sources: PageSource[] = [];
  readonly sourceNotes: string[] = [];
  readonly corrections: string[] = [];
  readonly topics: string[] = [];
  sectionPath: string[] = [];
  copyright?: { text: string; line: number };
  published?: string;
  updated?: string;
  /** A date that stands alone says no more than that it is the page's. */
  bareDate?: string;

  /** Of the picture that comes next, where pages name the source first. */
  nextCredit: string | undefined;

  constructor(
    readonly locale: string,
    readonly readDate: DateReader,
  ) {}

  addDate({ published, updated, labelled }: DateLine): void {
    if (updated) this.updated ??= updated;
    if (!published) return;
    if (labelled) this.published ??= published;
    else this.bareDate ??= published;
  }

  addSourceNote(text: string, note: SourceNote): void {
    this.sourceNotes.push(text);
    this.sources.push(...note.sources);
    this.lateCredits.push(...note.credits);
  }

  /** False for a caption that the page has shown before; a later copy may bring the credit. */
  addImage(image: PageImage): boolean {
    const known = this.images.find(({ caption }) => caption === image.caption);
    if (!known) return this.images.push(this.#withCredit(image)) > 0;
    if (image.credit !== undefined) known.credit ??= image.credit;
    return false;
  }

  #withCredit(image: PageImage): PageImage {
    const credit = image.credit ?? this.nextCredit;
    this.nextCredit = undefined;
    return credit === undefined ? image : { ...image, credit };
  }
}
