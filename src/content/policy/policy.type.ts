import { Field, ID, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { Node } from '../../graph/node.js';
import { DateTime, Locale } from '../../graph/scalars.js';
import { Link, type StoredBlock } from '../body/body.type.js';

export const PolicyKind = defineEnum('PolicyKind', 'What a policy is about.', {
  COOKIE_CONSENT: 'Cookies, and the reader’s consent to them.',
  PRIVACY: 'Personal data.',
  TERMS: 'Terms of use.',
  CORRECTIONS: 'How mistakes are put right.',
  AI_USE: 'How the newsroom uses generative models.',
  COPYRIGHT: 'Whose the content is.',
});
export type PolicyKind = ValueOf<typeof PolicyKind>;

@ObjectType({ description: 'What a reader can answer to a notice: one of its buttons.', simpleResolvers: true })
export class PolicyAction {
  @Field(() => ID, { description: 'Unique within the policy.' })
  id!: string;

  @Field(() => String, { description: 'What the button says.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What it agrees to; null where the notice does not say.' })
  purpose!: string | null;
}

@ObjectType({
  implements: Node,
  description: 'A notice that the site must show: cookie consent, privacy, terms.',
  simpleResolvers: true,
})
export class Policy extends Node {
  @Field(() => PolicyKind, { description: 'What it is about.' })
  kind!: PolicyKind;

  @Field(() => String, { description: 'Its heading.' })
  title!: string;

  @Field(() => String, { description: 'The version, as the publisher counts.' })
  version!: string;

  @Field(() => DateTime, {
    description: 'In force since; for a notice found on a page, the day of the first page that shows it.',
  })
  effectiveFrom!: Date;

  @Field(() => Locale, { description: 'Its language.' })
  locale!: string;

  @Field(() => [String], { description: 'ISO 3166 codes of where it holds; empty for everywhere.' })
  regions!: string[];

  @Field(() => [PolicyAction], { description: 'What a reader can answer.' })
  actions!: PolicyAction[];

  @Field(() => [Link], { description: 'Links to the full texts.' })
  links!: Link[];

  readonly slug!: string;
  /** Empty for the site’s own. */
  readonly sourceId!: string;
  readonly blocks!: StoredBlock[];
}
