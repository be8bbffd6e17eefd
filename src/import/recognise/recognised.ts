import type { ArticleDocument } from '../../content/article/article.document.js';
import type { EventDocument } from '../../content/event/event.document.js';
import type { OrganisationDocument } from '../../content/organisation/organisation.document.js';
import type { PersonDocument } from '../../content/person/person.document.js';
import type { PlaceDocument } from '../../content/place/place.document.js';

export type MentionDocument = NonNullable<ArticleDocument['mentions']>[number];
export type ConceptDocument = PersonDocument | OrganisationDocument | PlaceDocument | EventDocument;

/** What a page names. The documents refer to each other, and the mentions to them or to concepts of the store, by slug. */
export interface Recognised {
  people: PersonDocument[];
  organisations: OrganisationDocument[];
  places: PlaceDocument[];
  events: EventDocument[];
  /** One for each concept and label; every occurrence cuts exactly its label out of its block's text. */
  mentions: MentionDocument[];
}

/** A stretch of a block that names a concept, `type:slug`. */
export interface Span {
  block: number;
  start: number;
  end: number;
  concept: string;
  confidence: number;
}
