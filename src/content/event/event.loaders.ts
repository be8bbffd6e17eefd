import { listOf, loadAll, loadOne } from '../../graph/loader.js';
import type { Event } from './event.type.js';

export const eventById = loadOne<Event>('event');
export const eventBySlug = loadOne<Event>('event', 'slug');
export const eventsInOrder = listOf<Event>('event', { name: 'events', field: 'slug', direction: 1 });
export const eventsByWhole = loadAll<Event>('event', 'partOfId', { startsAt: 1, _id: 1 });
