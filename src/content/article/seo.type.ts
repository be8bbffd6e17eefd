import { Field, ObjectType } from 'type-graphql';
import { URLScalar } from '../../graph/scalars.js';
import type { ArticleFacts } from './export/facts.js';

@ObjectType({ description: 'A step on the way from the front page to an article.', simpleResolvers: true })
export class Breadcrumb {
  @Field(() => String, { description: 'What it is called, in the language of the article.' })
  name!: string;

  @Field(() => URLScalar, { description: 'Its address on the site.' })
  url!: string;
}

@ObjectType({ description: 'What search engines and social networks are told of an article.', simpleResolvers: true })
export class Seo {
  @Field(() => String, {
    description: 'For the title of the page: the headline for search engines, else the headline.',
  })
  title!: string;

  @Field(() => String, {
    description: 'For the description of the page: the standfirst, else the first sentences, else the headline.',
  })
  description!: string;

  @Field(() => URLScalar, { description: 'The one address of the article.' })
  canonicalUrl!: string;

  @Field(() => Boolean, {
    description: 'Whether search engines are to leave it out: the newsroom says so, or it is not public.',
  })
  noIndex!: boolean;

  /** All that the article is told with; nothing is read before it is asked for. */
  readonly facts!: () => Promise<ArticleFacts>;
}
