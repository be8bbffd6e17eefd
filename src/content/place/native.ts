export { placeDocument as schema } from './place.document.js';
export { storedPlace as stored } from './place.stored.js';
