export { organisationDocument as schema } from './organisation.document.js';
export { storedOrganisation as stored } from './organisation.stored.js';
