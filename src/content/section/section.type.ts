import { Field, ID, ObjectType } from 'type-graphql';
import type { Localised } from '../../graph/localised.js';
import { Node } from '../../graph/node.js';

@ObjectType({ description: 'A part of a section’s front: articles that belong together.', simpleResolvers: true })
export class FrontSlot {
  @Field(() => ID, { description: 'Stays the same while its articles change; unique among all fronts.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What readers see above it; null for nothing.' })
  title!: string | null;

  @Field(() => String, { description: 'How to lay it out, in the words of the site.' })
  layout!: string;
}

/** A slot as an editor describes it. */
export interface StoredSlot {
  id: string;
  title: string | null;
  layout: string;
  articleIds: string[];
  size: number;
}

@ObjectType({ implements: Node, description: 'A section of the site.', simpleResolvers: true })
export class Section extends Node {
  @Field(() => String, { description: 'Readable key, unique among sections.' })
  slug!: string;

  @Field(() => String, {
    description: 'Where it stands on the site: the slugs of its parents and its own, such as world/asia.',
  })
  path!: string;

  /** The path that it has and those that it had. */
  readonly paths!: string[];
  /** Its id and those of all sections above it, its own first. */
  readonly pathIds!: string[];
  readonly name!: string;
  readonly names!: Localised;
  readonly parentId!: string | null;
  readonly position!: number;
  readonly front!: StoredSlot[];
}
