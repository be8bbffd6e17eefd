export { sectionDocument as schema } from './section.document.js';
export { storedSection as stored } from './section.stored.js';

/** A section that was found in a page says nothing that the one in the store does not know better. */
export const merge = <S>(existing: S): S => existing;
