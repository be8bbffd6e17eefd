/** Document types that other documents can point at. The same word is the prefix of a node key (`person:sun-weidong`). */
export const documentTypes = [
  'article',
  'image',
  'person',
  'organisation',
  'place',
  'event',
  'topic',
  'section',
  'source',
  'policy',
  'livePost',
] as const;
export type DocumentType = (typeof documentTypes)[number];

export const conceptTypes = ['person', 'organisation', 'place', 'event', 'topic'] as const satisfies DocumentType[];
export type ConceptType = (typeof conceptTypes)[number];
