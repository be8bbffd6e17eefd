import { listOf, loadOne } from '../../graph/loader.js';
import type { Place } from './place.type.js';

export const placeById = loadOne<Place>('place');
export const placeBySlug = loadOne<Place>('place', 'slug');
export const placesInOrder = listOf<Place>('place', { name: 'places', field: 'slug', direction: 1 });
