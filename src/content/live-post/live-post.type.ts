import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { DateTime } from '../../graph/scalars.js';
import type { StoredBlock } from '../body/body.type.js';

/** How far a post can have come, in the words for articles: when it is shown besides is decided by its article. */
export const postStatuses = ['DRAFT', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'] as const;
export type PostStatus = (typeof postStatuses)[number];

@ObjectType({
  implements: Node,
  description: 'A post of a live blog. It is there only for those who may see its article.',
  simpleResolvers: true,
})
export class LivePost extends Node {
  @Field(() => String, { description: 'Readable key, unique among posts: an anchor for it.' })
  slug!: string;

  @Field(() => String, { nullable: true, description: 'Its heading; null for none.' })
  title!: string | null;

  @Field(() => Boolean, { description: 'Whether it is one of the turns of the story.' })
  keyEvent!: boolean;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => DateTime, { description: 'When its words last changed; publishedAt where they never have.' })
  updatedAt!: Date;

  readonly articleId!: string;
  readonly pinned!: boolean;
  readonly status!: PostStatus;
  readonly contributions!: object[];
  readonly mentions!: object[];
  readonly blocks!: StoredBlock[];
  /** By its own status: what lists ask for. */
  readonly listed!: boolean;
}

export const LivePostConnection = Connection<LivePost>(() => LivePost, 'LivePost', 'posts of a live blog');

@ObjectType({ description: 'What makes an article a live blog.', simpleResolvers: true })
export class LiveBlog {
  @Field(() => Boolean, { description: 'Whether it goes on: more posts are to come.' })
  live!: boolean;

  readonly articleId!: string;
}
