import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import type { Localised } from '../../graph/localised.js';
import { Node } from '../../graph/node.js';
import { FuzzyDate } from '../../graph/scalars.js';

@ObjectType({
  implements: Node,
  description: 'One person in one post at one organisation, over time (Wikidata P39, FT Membership).',
  simpleResolvers: true,
})
export class Role extends Node {
  @Field(() => FuzzyDate, { nullable: true, description: 'When the post was taken up; null where it is not known.' })
  startedAt!: string | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'When it was left; null while it is held or where it is not known.',
  })
  endedAt!: string | null;

  readonly personId!: string;
  readonly organisationId!: string | null;
  readonly title!: string;
  readonly titles!: Localised;
  /** RULE: found by the importer in a page; EDITOR: written in the person's document. */
  readonly origin!: 'EDITOR' | 'RULE';
  /** First and last instant that the fuzzy dates can mean: what "held at" is asked of. */
  readonly from!: Date | null;
  readonly to!: Date | null;
}

export const RoleConnection = Connection<Role>(() => Role, 'Role', 'posts');
