import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ArrayList } from '../../graph/array-list.js';
import type { Context } from '../../graph/context.js';
import { follow, loadEach, lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { parseNodeKey } from '../../graph/node.js';
import { PageArgs } from '../../graph/page-args.js';
import { DateTime } from '../../graph/scalars.js';
import { inTimeZone } from '../../graph/time-zone.js';
import { Body } from '../body/body.type.js';
import { standing, unique } from '../concept/concept.loaders.js';
import { ImageUse, ImageUseConnection } from '../image/image.type.js';
import { inForce, policiesBySource, siteItself } from '../policy/policy.loaders.js';
import { Policy } from '../policy/policy.type.js';
import { sectionById } from '../section/section.loaders.js';
import { Section } from '../section/section.type.js';
import { topicById } from '../topic/topic.loaders.js';
import { Topic } from '../topic/topic.type.js';
import { ArticlesArgs, allArticlesCost, MentionsArgs } from './article.args.js';
import { articleById, articleBySlug, articleList, articlesByStory } from './article.loaders.js';
import {
  Article,
  ArticleConnection,
  ArticleStatus,
  HeadlineVariant,
  Mention,
  mentionsOf,
  TextDirection,
} from './article.type.js';
import { directionOf } from './direction.js';
import { articleFilter } from './filter.js';
import { statusFor } from './lifecycle.js';
import { pageTags } from './page-tags.js';

/** Silent reading of non-fiction in English, words a minute (Brysbaert 2019). */
const wordsPerMinute = 238;

@Resolver(() => Article)
export class ArticleResolver {
  @Query(() => Article, {
    nullable: true,
    description: 'An article by id or slug; null where there is none. What was public once answers GONE or WITHDRAWN.',
  })
  article(@Args(() => IdOrSlugArgs) args: IdOrSlugArgs, @Ctx() context: Context): MaybePromise<Article | null> {
    return whenReady(lookUp(context, 'article', args, articleById, articleBySlug), (article) => {
      if (article) context.readership.asked(article._id);
      return article;
    });
  }

  @Query(() => ArticleConnection, {
    complexity: allArticlesCost,
    description: 'All articles that are public.',
  })
  articles(@Args(() => ArticlesArgs) args: ArticlesArgs, @Ctx() context: Context) {
    return new ArticleConnection(articleList(context, args, articleFilter(args.filter), args.sort));
  }

  @FieldResolver(() => String, { description: 'The headline; a variant that nobody has written is MAIN.' })
  headline(
    @Root() article: Article,
    @Arg('variant', () => HeadlineVariant, {
      nullable: true,
      defaultValue: 'MAIN',
      description: 'Where it is to stand.',
    })
    variant: HeadlineVariant,
  ): string {
    return article.headlines[variant] ?? article.headline;
  }

  @FieldResolver(() => TextDirection, { description: 'Which way the text runs.' })
  direction(@Root() article: Article): TextDirection {
    return directionOf(article.locale);
  }

  @FieldResolver(() => [Article], {
    complexity: 20,
    description: 'The same story in other languages: its translations and, on a translation, the original.',
  })
  translations(@Root() article: Article, @Ctx() context: Context): MaybePromise<Article[]> {
    return whenReady(articlesByStory(context, article.storyId), (versions) =>
      versions.filter(({ _id }) => _id !== article._id),
    );
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When this text was published; null where it is not known. A day without a time is noon UTC, which is that day nearly everywhere.',
  })
  publishedAt(
    @Root() article: Article,
    @Arg('timeZone', () => String, {
      nullable: true,
      description:
        'IANA time zone for the offset, such as Asia/Seoul; UTC where it is left out, and where the year there would not be 0000 to 9999. The instant is the same in each: an offset with seconds, as there were before standard time, is rounded to minutes, and the local time with it.',
    })
    timeZone?: string,
  ): Date | string | null {
    return article.publishedAt && timeZone ? inTimeZone(article.publishedAt, timeZone) : article.publishedAt;
  }

  @FieldResolver(() => ArticleStatus, { description: 'How far it has come.' })
  status(@Root() article: Article, @Ctx() { viewer }: Context): ArticleStatus {
    return statusFor(article, viewer);
  }

  @FieldResolver(() => Section, { nullable: true, description: 'Where it stands on the site; null for nowhere.' })
  section(@Root() article: Article, @Ctx() context: Context): MaybePromise<Section | null> {
    return follow(sectionById, context, article.sectionId);
  }

  @FieldResolver(() => [Topic], { description: 'What it is about.' })
  topics(@Root() article: Article, @Ctx() context: Context): MaybePromise<Topic[]> {
    return whenReady(loadEach(topicById, context, article.topicIds), (named) =>
      whenReady(allReady(named.map((topic) => standing(context, topic))), unique),
    );
  }

  @FieldResolver(() => [Mention], { description: 'Who and what it names, each wording for itself.' })
  mentions(@Root() article: Article, @Args(() => MentionsArgs) { relation, kind }: MentionsArgs): Mention[] {
    return mentionsOf(article).filter(
      (mention) =>
        (relation?.includes(mention.relation) ?? true) &&
        (kind?.some((wanted) => wanted.toLowerCase() === parseNodeKey(mention.concept)?.type) ?? true),
    );
  }

  @FieldResolver(() => ImageUse, { nullable: true, description: 'The picture at its head; null for none.' })
  leadImage(@Root() article: Article): ImageUse | null {
    return article.leadImage;
  }

  @FieldResolver(() => ImageUseConnection, {
    description: 'All its pictures: the lead image, those in the body, further ones.',
  })
  images(@Root() article: Article, @Args(() => PageArgs) args: PageArgs) {
    return new ImageUseConnection(
      new ArrayList(article.images, 'article images', (use) => `${use.position} ${use.imageId}`, args),
    );
  }

  @FieldResolver(() => Body, { description: 'The text.' })
  body(@Root() article: Article): Body {
    return new Body(article.blocks, mentionsOf(article));
  }

  @FieldResolver(() => Int, { description: 'Minutes that reading takes, at 238 words a minute; at least 1.' })
  readingMinutes(@Root() article: Article): number {
    return Math.max(1, Math.ceil(article.wordCount / wordsPerMinute));
  }

  @FieldResolver(() => [String], {
    complexity: 10,
    description:
      'Tags of all that a page that shows this article is made of: the article, its sections, who and what it names, its authors, sources and pictures. A change with one of them (changes.cacheTags) is a reason to build the page anew.',
  })
  cacheTags(@Root() article: Article): string[] {
    return pageTags(article);
  }

  @FieldResolver(() => [Policy], {
    description:
      'What a page that shows this article must show: its publisher’s policies, else the site’s own; each in the article’s language where there is one. Those of a region say so.',
  })
  async policies(@Root() article: Article, @Ctx() context: Context): Promise<Policy[]> {
    const publisher = article.sources.find(({ role }) => role === 'PUBLISHER');
    const own = publisher ? await policiesBySource(context, publisher.sourceId) : [];
    return inForce(own.length > 0 ? own : await policiesBySource(context, siteItself), article.locale);
  }
}
