import { listOf, loadOne } from '../../graph/loader.js';
import type { Image } from './image.type.js';

export const imageById = loadOne<Image>('image');
export const imagesInOrder = listOf<Image>('image', { name: 'images', field: 'slug', direction: 1 });
