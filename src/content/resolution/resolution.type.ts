import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../graph/node.js';

@ObjectType({ description: 'What the site is to answer at a path.', simpleResolvers: true })
export class Resolution {
  @Field(() => Int, {
    description:
      'The HTTP status: 200 here it is, 301 it has another address, 404 there is nothing, 410 it is gone, 451 it was withdrawn for legal reasons.',
  })
  status!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'With 301: where to, as a path on the site, percent-encoded, that begins with one slash. Never another site; null otherwise.',
  })
  location!: string | null;

  @Field(() => Node, {
    nullable: true,
    description: 'With 200 what stands there, with 301 what stands at `location`; null otherwise.',
  })
  node!: Node | null;
}
