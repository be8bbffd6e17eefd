export { sourceDocument as schema } from './source.document.js';
export { storedSource as stored } from './source.stored.js';
