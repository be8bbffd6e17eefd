export { imageDocument as schema } from './image.document.js';
export { storedImage as stored } from './image.stored.js';
