export { livePostDocument as schema } from './live-post.document.js';
export { storedLivePost as stored } from './live-post.stored.js';
