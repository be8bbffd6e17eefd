import { Field, ObjectType } from 'type-graphql';
import type { Localised } from '../../graph/localised.js';
import { Node } from '../../graph/node.js';

@ObjectType({ implements: Node, description: 'A section of the site.', simpleResolvers: true })
export class Section extends Node {
  @Field(() => String, { description: 'Readable key, unique among sections.' })
  slug!: string;

  @Field(() => String, {
    description: 'Where it stands on the site: the slugs of its parents and its own, such as world/asia.',
  })
  path!: string;

  readonly name!: string;
  readonly names!: Localised;
  readonly parentId!: string | null;
  readonly position!: number;
}
