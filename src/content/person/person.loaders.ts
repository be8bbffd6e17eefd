import { listOf, loadOne } from '../../graph/loader.js';
import type { Person } from './person.type.js';

export const personById = loadOne<Person>('person');
export const personBySlug = loadOne<Person>('person', 'slug');
export const peopleInOrder = listOf<Person>('person', { name: 'people', field: 'slug', direction: 1 });
