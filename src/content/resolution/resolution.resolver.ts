import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { Resolution } from './resolution.type.js';
import { resolvePath } from './resolve.js';

@Resolver()
export class ResolutionResolver {
  @Query(() => Resolution, {
    description:
      'What the site is to answer at a path: articles at theirs, people and other concepts at /people/, /organisations/, /places/, /events/, /topics/ and their slug, sections at their own. What was there before and has moved leads on; what is not public yet is as if it did not exist.',
  })
  resolve(
    @Arg('path', () => String, {
      description:
        'Such as /articles/harbour-opens, as a browser asks for it, or the whole address on the site (SITE_URL). A query and a fragment do not matter.',
    })
    path: string,
    @Ctx() context: Context,
  ): MaybePromise<Resolution> {
    return whenReady(resolvePath(context, path), (resolution) => {
      if (resolution.status === 200 && resolution.node?.__typename === 'Article')
        context.readership.asked(resolution.node._id);
      return resolution;
    });
  }
}
