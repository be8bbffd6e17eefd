export { topicDocument as schema } from './topic.document.js';
export { storedTopic as stored } from './topic.stored.js';
