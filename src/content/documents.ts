import type { ArticleDocument } from './article/article.document.js';
import type { EventDocument } from './event/event.document.js';
import type { ImageDocument } from './image/image.document.js';
import type { LivePostDocument } from './live-post/live-post.document.js';
import type { OrganisationDocument } from './organisation/organisation.document.js';
import type { PersonDocument } from './person/person.document.js';
import type { PlaceDocument } from './place/place.document.js';
import type { PolicyDocument } from './policy/policy.document.js';
import type { SectionDocument } from './section/section.document.js';
import type { SourceDocument } from './source/source.document.js';
import type { TopicDocument } from './topic/topic.document.js';

/** A document in the native format, of any type. */
export type NativeDocument =
  | ArticleDocument
  | ImageDocument
  | PersonDocument
  | OrganisationDocument
  | PlaceDocument
  | EventDocument
  | TopicDocument
  | SectionDocument
  | SourceDocument
  | PolicyDocument
  | LivePostDocument;
