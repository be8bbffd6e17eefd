import { Field, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { Node } from '../../graph/node.js';
import { URLScalar } from '../../graph/scalars.js';

export const SourceCategory = defineEnum('SourceCategory', 'What sort of source it is.', {
  STAFF: 'The newsroom itself, or another publisher’s own staff.',
  WIRE: 'A news agency.',
  FREELANCE: 'Somebody who works for several.',
  STOCK: 'A library of pictures.',
  HANDOUT: 'A party to the story: a ministry, a company.',
  OTHER: 'Anything else, or not known.',
});
export type SourceCategory = ValueOf<typeof SourceCategory>;

@ObjectType({
  implements: Node,
  description: 'Where content comes from: a publisher, a news agency, a picture desk.',
  simpleResolvers: true,
})
export class Source extends Node {
  @Field(() => String, { description: 'Readable key, unique among sources.' })
  slug!: string;

  @Field(() => String, { description: 'The name as credits write it.' })
  name!: string;

  @Field(() => SourceCategory, { description: 'What sort of source it is.' })
  category!: SourceCategory;

  @Field(() => URLScalar, { nullable: true, description: 'Its site; null where it is not known.' })
  url!: string | null;

  readonly logoId!: string | null;
  readonly countryId!: string | null;
}
