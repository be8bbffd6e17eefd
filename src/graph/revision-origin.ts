import { defineEnum, type ValueOf } from './enum.js';

export const RevisionOrigin = defineEnum('RevisionOrigin', 'Where a change came from.', {
  DOCUMENT: 'A document of the newsroom: editors, or a system of theirs.',
  PAGE: 'A news page that the importer took apart.',
});
export type RevisionOrigin = ValueOf<typeof RevisionOrigin>;
