import type { ConceptType } from '../../../graph/document-types.js';
import type { ArticleKind } from '../article.type.js';

/** IPTC NewsCodes (https://cv.iptc.org/newscodes): how their terms are written as URIs. */
export const newsCode = (scheme: string, term: string): string => `http://cv.iptc.org/newscodes/${scheme}/${term}`;

/** `medtop:20000225` as the URI of the media topic. */
export const mediaTopicUri = (qcode: string): string => newsCode('mediatopic', qcode.slice(qcode.indexOf(':') + 1));

/** Genres for the kinds of article that are one. */
export const genres: Partial<Record<ArticleKind, string>> = { OPINION: 'Opinion', EXPLAINER: 'Background' };

/** The nature of concepts (`cpnat`). */
export const natures: Record<ConceptType, string> = {
  person: 'person',
  organisation: 'organisation',
  place: 'geoArea',
  event: 'event',
  topic: 'abstract',
};
