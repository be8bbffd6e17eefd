import { Field, Float, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { Concept } from '../concept/concept.type.js';

@ObjectType({
  implements: [Concept, Node],
  description: 'A place: a country, a city, a region.',
  simpleResolvers: true,
})
export class Place extends Concept {
  @Field(() => String, {
    nullable: true,
    description: 'What sort of place: country, city, peninsula; null where it is not known.',
  })
  placeType!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166-1 alpha-2 code of the country that it is, or lies in; null across borders.',
  })
  countryCode!: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84); null where it is not known.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84); null where it is not known.' })
  longitude!: number | null;

  readonly withinId!: string | null;
}

export const PlaceConnection = Connection<Place>(() => Place, 'Place', 'places');
