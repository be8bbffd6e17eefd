import { createUnionType } from 'type-graphql';
import type { Typed } from '../../graph/node.js';
import { Article } from '../article/article.type.js';
import { Event } from '../event/event.type.js';
import { Image } from '../image/image.type.js';
import { Organisation } from '../organisation/organisation.type.js';
import { Person } from '../person/person.type.js';
import { Place } from '../place/place.type.js';
import { Topic } from '../topic/topic.type.js';

export const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'What a search can find.',
  types: () => [Article, Person, Organisation, Place, Event, Topic, Image] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});
export type SearchHit = (Article | Person | Organisation | Place | Event | Topic | Image) & Typed;
