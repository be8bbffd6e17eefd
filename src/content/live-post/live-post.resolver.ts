import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { toGlobalId } from '../../graph/node.js';
import { articleById } from '../article/article.loaders.js';
import { Article, ArticleStatus, Contribution, type Mention, mentionsOf } from '../article/article.type.js';
import { Body } from '../body/body.type.js';
import { LivePostsArgs } from './live-post.args.js';
import { newestPost, postsOfArticle } from './live-post.loaders.js';
import { LiveBlog, LivePost, LivePostConnection } from './live-post.type.js';

@Resolver(() => Article)
export class ArticleLiveBlogResolver {
  @FieldResolver(() => LiveBlog, {
    nullable: true,
    description: 'Its posts, where it is a LIVEBLOG; null for any other kind.',
  })
  liveBlog(@Root() { _id, kind, live }: Article): LiveBlog | null {
    return kind === 'LIVEBLOG' ? { live: live === true, articleId: _id } : null;
  }
}

@Resolver(() => LiveBlog)
export class LiveBlogResolver {
  @FieldResolver(() => LivePostConnection, {
    description: 'The posts, the newest first. Cursors stay valid as posts arrive.',
  })
  posts(@Root() { articleId }: LiveBlog, @Args(() => LivePostsArgs) args: LivePostsArgs, @Ctx() context: Context) {
    return whenReady(postsOfArticle(context, articleId, args), (list) => new LivePostConnection(list));
  }

  @FieldResolver(() => LivePost, {
    nullable: true,
    description: 'The post that stands at the top, whatever is newer; null for none.',
  })
  pinned(@Root() { articleId }: LiveBlog, @Ctx() context: Context): MaybePromise<LivePost | null> {
    return newestPost(context, articleId, { pinned: true });
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The newest post, for posts(since:) the next time; null while there is none.',
  })
  latestPostId(@Root() { articleId }: LiveBlog, @Ctx() context: Context): MaybePromise<string | null> {
    return whenReady(newestPost(context, articleId), (post) => post && toGlobalId('livePost', post._id));
  }
}

@Resolver(() => LivePost)
export class LivePostResolver {
  @FieldResolver(() => Article, { description: 'The live blog that it stands in.' })
  article(@Root() post: LivePost, @Ctx() context: Context): MaybePromise<Article | null> {
    return articleById(context, post.articleId);
  }

  @FieldResolver(() => ArticleStatus, { description: 'How far it has come, besides its article.' })
  status(@Root() post: LivePost): ArticleStatus {
    return post.status;
  }

  @FieldResolver(() => [Contribution], { description: 'Who made it, in the order of the credits.' })
  contributions(@Root() post: LivePost): Contribution[] {
    return post.contributions as Contribution[];
  }

  @FieldResolver(() => Body, { description: 'The text.' })
  body(@Root() post: LivePost): Body {
    return new Body(post.blocks, mentionsOf({ mentions: post.mentions as Mention[], sortAt: post.publishedAt }));
  }
}
