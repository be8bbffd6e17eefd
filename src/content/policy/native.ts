export { policyDocument as schema } from './policy.document.js';
export { mergePolicy as merge, storedPolicy as stored } from './policy.stored.js';
