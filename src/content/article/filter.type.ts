import { Field, ID, InputType } from 'type-graphql';
import { DateTime, Locale } from '../../graph/scalars.js';
import { ArticleKind, MentionRelation } from './article.type.js';

@InputType({ description: 'Which concepts articles must, may or must not name or have as topics.' })
export class ConceptMatch {
  @Field(() => [ID], { nullable: true, description: 'Every one of these.' })
  all?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At least one of these.' })
  any?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'None of these.' })
  none?: string[] | null;

  @Field(() => [MentionRelation], {
    nullable: true,
    description: 'Only mentions that are related in one of these ways count; topics then do not.',
  })
  relation?: MentionRelation[] | null;
}

@InputType({ description: 'A span of time, half-open.' })
export class DateRange {
  @Field(() => DateTime, { nullable: true, description: 'At or after this instant.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' })
  to?: Date | null;
}

@InputType({
  description: 'What articles must be like: everything that is given holds, and each list means one of its values.',
})
export class ArticleFilter {
  @Field(() => [ArticleFilter], { nullable: true, description: 'All of these hold too.' })
  and?: ArticleFilter[] | null;

  @Field(() => [ArticleFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ArticleFilter[] | null;

  @Field(() => ArticleFilter, { nullable: true, description: 'This does not hold.' })
  not?: ArticleFilter | null;

  @Field(() => [ID], { nullable: true, description: 'These very articles.' })
  ids?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In these sections, or anywhere below them.' })
  section?: string[] | null;

  @Field(() => ConceptMatch, { nullable: true, description: 'What they are about or name.' })
  concepts?: ConceptMatch | null;

  @Field(() => [ID], { nullable: true, description: 'These sources stand behind them, in any part.' })
  source?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'These people are credited.' })
  author?: string[] | null;

  @Field(() => [ArticleKind], { nullable: true, description: 'Of these forms.' })
  kind?: ArticleKind[] | null;

  @Field(() => [Locale], { nullable: true, description: 'In these languages; en is en-GB too.' })
  locale?: string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Whose publishedAt lies in this span.' })
  published?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Last changed in this span.' })
  updated?: DateRange | null;

  @Field(() => Boolean, { nullable: true, description: 'Breaking news, or what is not.' })
  breaking?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'With pictures, or without.' })
  hasImage?: boolean | null;
}
