export { eventDocument as schema } from './event.document.js';
export { storedEvent as stored } from './event.stored.js';
