export { personDocument as schema } from './person.document.js';
export { storedPerson as stored } from './person.stored.js';
