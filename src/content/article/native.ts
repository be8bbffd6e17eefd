export { articleDocument as schema } from './article.document.js';
export { storedArticle as stored } from './article.stored.js';
export { articleVersions as versions } from './versions.js';
