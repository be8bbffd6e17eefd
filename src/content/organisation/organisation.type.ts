import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { Concept } from '../concept/concept.type.js';

@ObjectType({
  implements: [Concept, Node],
  description: 'An organisation: a ministry, a company, a party, a desk.',
  simpleResolvers: true,
})
export class Organisation extends Concept {
  @Field(() => String, {
    nullable: true,
    description:
      'What sort of organisation, in a term of IPTC or Wikidata: ministry, news agency, company; null where it is not known.',
  })
  kind!: string | null;

  readonly countryId!: string | null;
  readonly parentId!: string | null;
}

export const OrganisationConnection = Connection<Organisation>(() => Organisation, 'Organisation', 'organisations');
