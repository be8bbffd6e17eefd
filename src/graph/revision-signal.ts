import { defineEnum, type ValueOf } from './enum.js';

export const RevisionSignal = defineEnum('RevisionSignal', 'What a change means for those who show what was changed.', {
  NEW: 'It is public now and was not before.',
  UPDATE: 'It is another than it was.',
  CORRECTION: 'A mistake in it was put right.',
  DELETE: 'It is no longer public: deleted, withdrawn, expired or taken back.',
});
export type RevisionSignal = ValueOf<typeof RevisionSignal>;
