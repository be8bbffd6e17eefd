import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import type { Localised } from '../../graph/localised.js';
import { Node, type NodeKey, type Typed } from '../../graph/node.js';
import { Locale, URLScalar } from '../../graph/scalars.js';

export const ConceptKind = defineEnum('ConceptKind', 'What sort of thing a concept is.', {
  PERSON: 'A person.',
  ORGANISATION: 'An organisation: a ministry, a company, a party.',
  PLACE: 'A place: a country, a city, a region.',
  EVENT: 'Something that happens: talks, an election, a match.',
  TOPIC: 'A subject, such as climate policy.',
});
export type ConceptKind = ValueOf<typeof ConceptKind>;

export const AliasKind = defineEnum('AliasKind', 'What sort of other name an alias is.', {
  ALIAS: 'Any other name that texts use.',
  FORMER_NAME: 'A name that it had before.',
  LEGAL_NAME: 'The full official name.',
  SHORT_NAME: 'An abbreviation or acronym.',
  NATIVE_NAME: 'The name in its own language.',
});
export type AliasKind = ValueOf<typeof AliasKind>;

@ObjectType({ description: 'Another name of a concept.', simpleResolvers: true })
export class Alias {
  @Field(() => AliasKind, { description: 'What sort of name it is.' })
  kind!: AliasKind;

  @Field(() => String, { description: 'The name as written.' })
  value!: string;

  @Field(() => Locale, { nullable: true, description: 'The language of the name; null where it is used in any.' })
  locale!: string | null;
}

@ObjectType({ description: 'The same thing in another register.', simpleResolvers: true })
export class ExternalId {
  @Field(() => String, { description: 'The register: wikidata, geonames, lei, iptc-medtop …' })
  scheme!: string;

  @Field(() => String, { description: 'The identifier there.' })
  value!: string;

  @Field(() => URLScalar, { nullable: true, description: 'Its page there; null where none is known.' })
  url!: string | null;
}

@InterfaceType({
  implements: Node,
  description: 'What an article can be about: a person, organisation, place, event or topic.',
  resolveType: (value) => (value as Typed).__typename,
})
export abstract class Concept extends Node {
  @Field(() => String, { description: 'Readable key, unique within its type.' })
  slug!: string;

  @Field(() => [Alias], { description: 'Other names that texts use for it.' })
  aliases!: Alias[];

  @Field(() => [ExternalId], { description: 'The same thing in Wikidata, GeoNames and other registers.' })
  sameAs!: ExternalId[];

  /** The slug that it has and those that it had. */
  readonly slugs!: string[];
  readonly name!: string;
  readonly names!: Localised;
  readonly description!: string | null;
  readonly descriptions!: Localised;
  readonly imageId!: string | null;
  readonly mergedIntoKey!: NodeKey | null;
  /** Name and aliases as `nameKey` folds them: how texts find it. */
  readonly nameKeys!: string[];
}

@ObjectType({ description: 'A concept, and how often it was counted.', simpleResolvers: true })
export class ConceptCount {
  @Field(() => Concept, { description: 'The concept.' })
  concept!: Concept;

  @Field(() => Int, { description: 'How often.' })
  count!: number;
}
