import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { Locale } from '../../graph/scalars.js';
import { Body } from '../body/body.type.js';
import { sourceById, sourceBySlug } from '../source/source.loaders.js';
import { Source } from '../source/source.type.js';
import { policiesBySource, siteItself } from './policy.loaders.js';
import { Policy, PolicyKind } from './policy.type.js';

@ArgsType()
export class PolicyArgs {
  @Field(() => PolicyKind, { description: 'What it is about.' })
  kind!: PolicyKind;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the source whose policy it is; without one, or where it has none, the site’s own.',
  })
  source?: string;

  @Field(() => Locale, { nullable: true, description: 'The language preferred.' })
  locale?: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166 code of where the reader is; policies of other regions do not count.',
  })
  region?: string;
}

@Resolver(() => Policy)
export class PolicyResolver {
  @Query(() => Policy, {
    nullable: true,
    description: 'The policy of a source, else the site’s own; null where there is none.',
  })
  async policy(@Args(() => PolicyArgs) args: PolicyArgs, @Ctx() context: Context): Promise<Policy | null> {
    const source = args.source === undefined ? null : await sourceBySlug(context, args.source);
    const own = source ? choose(await policiesBySource(context, source._id), args) : undefined;
    return own ?? choose(await policiesBySource(context, siteItself), args) ?? null;
  }

  @FieldResolver(() => Source, { nullable: true, description: 'Whose policy it is; null for the site’s own.' })
  source(@Root() policy: Policy, @Ctx() context: Context): MaybePromise<Source | null> {
    return follow(sourceById, context, policy.sourceId);
  }

  @FieldResolver(() => Body, { description: 'Its text.' })
  body(@Root() policy: Policy): Body {
    return new Body(policy.blocks);
  }
}

@Resolver(() => Source)
export class SourcePoliciesResolver {
  @FieldResolver(() => [Policy], { description: 'Its policies, the newest first.' })
  async policies(
    @Root() source: Source,
    @Arg('kind', () => PolicyKind, { nullable: true, description: 'Only those about this.' }) kind:
      | PolicyKind
      | undefined,
    @Ctx() context: Context,
  ): Promise<Policy[]> {
    return (await policiesBySource(context, source._id)).filter((policy) => !kind || policy.kind === kind);
  }
}

/** The newest of that kind that holds in the region, in the language wanted if there is one. */
function choose(policies: readonly Policy[], { kind, locale, region }: PolicyArgs): Policy | undefined {
  const fitting = policies.filter(
    (policy) => policy.kind === kind && (!region || policy.regions.length === 0 || policy.regions.includes(region)),
  );
  return fitting.find((policy) => policy.locale === locale) ?? fitting[0];
}
