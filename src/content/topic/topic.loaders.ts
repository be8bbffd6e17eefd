import { listOf, loadAll, loadOne } from '../../graph/loader.js';
import type { Topic } from './topic.type.js';

export const topicById = loadOne<Topic>('topic');
export const topicBySlug = loadOne<Topic>('topic', 'slug');
export const topicsInOrder = listOf<Topic>('topic', { name: 'topics', field: 'slug', direction: 1 });
export const topicsByBroader = loadAll<Topic>('topic', 'broaderIds', { slug: 1, _id: 1 });
