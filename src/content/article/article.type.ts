import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { Node, type NodeKey } from '../../graph/node.js';
import type { RevisionOrigin } from '../../graph/revision-origin.js';
import type { RevisionSignal } from '../../graph/revision-signal.js';
import { DateTime, FuzzyDate, Locale } from '../../graph/scalars.js';
import type { StoredBlock } from '../body/body.type.js';
import type { Correction } from '../body/correction.type.js';
import { type ImageUse, Rights } from '../image/image.type.js';

export const ArticleKind = defineEnum('ArticleKind', 'What form an article has.', {
  STORY: 'A report.',
  BRIEF: 'A few lines.',
  LIVEBLOG: 'Posts as things happen.',
  GALLERY: 'Pictures with captions.',
  VIDEO: 'A video with a text.',
  EXPLAINER: 'Background, explained.',
  OPINION: 'A point of view.',
});
export type ArticleKind = ValueOf<typeof ArticleKind>;

export const TextDirection = defineEnum('TextDirection', 'Which way a text runs.', {
  LTR: 'From left to right.',
  RTL: 'From right to left.',
});
export type TextDirection = ValueOf<typeof TextDirection>;

export const HeadlineVariant = defineEnum('HeadlineVariant', 'Where a headline is to stand.', {
  MAIN: 'On the article itself.',
  SHORT: 'In tight places.',
  SOCIAL: 'On social networks.',
  SEO: 'For search engines.',
  PUSH: 'In notifications.',
});
export type HeadlineVariant = ValueOf<typeof HeadlineVariant>;

export const ArticleStatus = defineEnum('ArticleStatus', 'How far an article has come.', {
  DRAFT: 'Being written; not public.',
  SCHEDULED: 'To be published at its publishedAt, by itself; not public before.',
  EMBARGOED: 'Held back until an agreed time, then public by itself.',
  PUBLISHED: 'Public.',
  CORRECTED: 'Public, with a mistake put right.',
  WITHDRAWN: 'Taken back after it was public.',
  EXPIRED: 'No longer public because its time is over.',
});
export type ArticleStatus = ValueOf<typeof ArticleStatus>;

export const AccessLevel = defineEnum('AccessLevel', 'Who may read an article on the site.', {
  FREE: 'Everybody.',
  REGISTERED: 'Whoever has an account.',
  SUBSCRIBED: 'Whoever pays.',
});
export type AccessLevel = ValueOf<typeof AccessLevel>;

export const ExportFormat = defineEnum('ExportFormat', 'A format in which an article leaves the graph.', {
  JSON_LD: 'schema.org as JSON-LD; can stand inside a <script> element.',
  NINJS: 'IPTC ninjs 3.1: news in JSON.',
  NEWSML_G2: 'IPTC NewsML-G2 2.35: a newsItem with the text as XHTML.',
  HTML: 'A whole HTML document; body.html is the text alone.',
  MARKDOWN: 'CommonMark.',
  TEXT: 'Plain text.',
});
export type ExportFormat = ValueOf<typeof ExportFormat>;

/** Why an article was withdrawn, for those who ask for its address. */
export const WithdrawalReason = { LEGAL: 'LEGAL', EDITORIAL: 'EDITORIAL' } as const;
export type WithdrawalReason = keyof typeof WithdrawalReason;

export const ContributionRole = defineEnum('ContributionRole', 'In what part somebody made an article.', {
  AUTHOR: 'Wrote it.',
  REPORTER: 'Reported for it.',
  EDITOR: 'Edited it.',
  PHOTOGRAPHER: 'Took its pictures.',
  TRANSLATOR: 'Translated it.',
  INPUT: 'Gave material to it.',
});
export type ContributionRole = ValueOf<typeof ContributionRole>;

export const SourceRole = defineEnum('SourceRole', 'In what part a source stands behind an article.', {
  PUBLISHER: 'Publishes it.',
  AGENCY_INPUT: 'Gave material to it.',
  SYNDICATED: 'Wrote it; it is republished here.',
  HANDOUT: 'Released it as a party to the story.',
});
export type SourceRole = ValueOf<typeof SourceRole>;

export const MentionRelation = defineEnum('MentionRelation', 'How much an article is about what it names.', {
  ABOUT: 'It is about it.',
  MAJOR_MENTION: 'It plays a large part.',
  MENTION: 'It is named.',
});
export type MentionRelation = ValueOf<typeof MentionRelation>;

export const MentionOrigin = defineEnum('MentionOrigin', 'Who linked a mention.', {
  EDITOR: 'A person.',
  RULE: 'A rule of the importer.',
  MODEL: 'A statistical model.',
});
export type MentionOrigin = ValueOf<typeof MentionOrigin>;

@ObjectType({ description: 'A range of a block’s text, half-open, in UTF-16 code units.', simpleResolvers: true })
export class TextRange {
  @Field(() => ID, { description: 'The block.' })
  blockId!: string;

  @Field(() => Int, { description: 'The first code unit.' })
  start!: number;

  @Field(() => Int, { description: 'One past the last code unit.' })
  end!: number;
}

@ObjectType({
  description: 'A concept that the text names in one wording, wherever that wording stands.',
  simpleResolvers: true,
})
export class Mention {
  @Field(() => MentionRelation, { description: 'How much the article is about it.' })
  relation!: MentionRelation;

  @Field(() => String, { description: 'As the text writes it.' })
  label!: string;

  @Field(() => Float, { nullable: true, description: 'How sure the link is, 0 to 1; null where a person set it.' })
  confidence!: number | null;

  @Field(() => MentionOrigin, { description: 'Who linked it.' })
  origin!: MentionOrigin;

  @Field(() => [TextRange], { description: 'Where it stands in the body: each range cuts exactly the label out.' })
  occurrences!: TextRange[];

  readonly concept!: NodeKey;
  /** What it was linked to before that was merged into `concept`; missing where nothing was. */
  former?: readonly NodeKey[];
  /** The role that the text itself gives to a person. */
  readonly roleId!: string | null;
}

/** What names somebody, and when: which "at publication" needs. */
export type Naming = Pick<Article, 'mentions' | 'sortAt'> & { dateline?: Pick<Dateline, 'date'> | null };
export type DatedMention = Mention & { within: Naming };
export const mentionsOf = (within: Naming): DatedMention[] =>
  within.mentions.map((mention) => ({ ...mention, within }));

@ObjectType({ description: 'Who made an article, and in what part.', simpleResolvers: true })
export class Contribution {
  @Field(() => ContributionRole, { description: 'In what part.' })
  role!: ContributionRole;

  @Field(() => String, { description: 'As printed.' })
  creditedAs!: string;

  readonly personId!: string | null;
  readonly organisationId!: string | null;
}

@ObjectType({ description: 'Where and when an article was filed.', simpleResolvers: true })
export class Dateline {
  @Field(() => String, { description: 'As printed.' })
  text!: string;

  @Field(() => FuzzyDate, { nullable: true, description: 'The day; null where it is not said.' })
  date!: string | null;

  readonly placeId!: string | null;
}

@ObjectType({ description: 'A source that stands behind an article.', simpleResolvers: true })
export class SourceCredit {
  @Field(() => SourceRole, { description: 'In what part.' })
  role!: SourceRole;

  @Field(() => String, { nullable: true, description: 'The words that say so; null where none do.' })
  note!: string | null;

  readonly sourceId!: string;
}

@ObjectType({ description: 'Where an article used to stand on the site.', simpleResolvers: true })
export class AliasPath {
  @Field(() => String, { description: 'The path, not percent-encoded.' })
  path!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was left; null where it is not known.' })
  until!: Date | null;
}

/** An alias, and whether the article's own document lists it. */
export type StoredAlias = AliasPath & { listed: boolean };

/** How a version of an article came about. */
export interface RevisionMark {
  signal: RevisionSignal;
  note: string | null;
  by: string | null;
  origin: RevisionOrigin;
}

@ObjectType({ implements: Node, description: 'An article.', simpleResolvers: true })
export class Article extends Node {
  @Field(() => String, { description: 'Readable key, unique among articles.' })
  slug!: string;

  @Field(() => ArticleKind, { description: 'What form it has.' })
  kind!: ArticleKind;

  @Field(() => Locale, { description: 'The language of the text.' })
  locale!: string;

  @Field(() => String, { nullable: true, description: 'The line above the headline; null for none.' })
  kicker!: string | null;

  @Field(() => String, { nullable: true, description: 'The paragraph between headline and text; null for none.' })
  standfirst!: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it, as printed; null for none.' })
  byline!: string | null;

  @Field(() => [Contribution], { description: 'Who made it, in the order of the credits.' })
  contributions!: Contribution[];

  @Field(() => Dateline, { nullable: true, description: 'Where and when it was filed; null where it is not said.' })
  dateline!: Dateline | null;

  @Field(() => [SourceCredit], { description: 'Where it comes from, the publisher first.' })
  sources!: SourceCredit[];

  @Field(() => String, { nullable: true, description: 'The note on its sources, verbatim; null for none.' })
  sourceNote!: string | null;

  @Field(() => Int, { description: 'Words in the body, counted as its language counts them (Unicode UAX #29).' })
  wordCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was first public; null where it is not known.' })
  firstPublishedAt!: Date | null;

  @Field(() => DateTime, { description: 'When anything of it last changed.' })
  updatedAt!: Date;

  @Field(() => Int, { description: 'Counts from 1; a change of what readers see adds 1.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether it is breaking news.' })
  breaking!: boolean;

  @Field(() => Int, { nullable: true, description: 'IPTC urgency, 1 (most) to 9; null where nobody has set it.' })
  urgency!: number | null;

  @Field(() => Rights, {
    nullable: true,
    description: 'Whose it is and what may be done with it; null where nothing is said.',
  })
  rights!: Rights | null;

  @Field(() => AccessLevel, {
    description: 'Who may read it on the site. The gateway itself keeps nothing from anybody.',
  })
  accessLevel!: AccessLevel;

  @Field(() => String, {
    nullable: true,
    description:
      'How the text was made, in a term of IPTC’s digital source types: humanEdits, trainedAlgorithmicMedia …; null where it is not said.',
  })
  digitalSourceType!: string | null;

  @Field(() => [AliasPath], {
    description:
      'Where it used to stand: what its document lists, then what it has left, the latest first. `resolve(path:)` leads from each of them here.',
  })
  aliasPaths!: StoredAlias[];

  /** Where it stands on the site. */
  readonly path!: string;
  /** Every path that leads to it: its own first, the one by its slug, those that it has left. */
  readonly paths!: string[];
  readonly withdrawnFor!: WithdrawalReason | null;
  /** Search engines are to leave it out. */
  readonly noIndex!: boolean;

  readonly headline!: string;
  readonly headlines!: Partial<Record<HeadlineVariant, string>>;
  readonly publishedAt!: Date | null;
  readonly status!: ArticleStatus;
  /** Of a live blog: whether it goes on. */
  readonly live?: boolean;
  readonly sectionId!: string | null;
  readonly topicIds!: string[];
  readonly mentions!: Mention[];
  /** The editor's choice of what to read next. */
  readonly relatedIds!: string[];
  readonly leadImage!: ImageUse | null;
  /** Every image of the article by position: the lead image, those of the body, further ones. */
  readonly images!: ImageUse[];
  readonly blocks!: StoredBlock[];
  /** Of the current version; missing where it was loaded before this was kept. */
  readonly revision?: RevisionMark;
  /** Those that its blocks tell of, the newest first; missing where there are none. */
  readonly corrections?: Correction[];

  /** The id of the original among the language versions of one story; its own for the original. */
  readonly storyId!: string;

  /** What lists ask for: derived from the fields above, so that one index answers each. */
  /** Whether the public sees it from `sortAt` on, without another write. */
  readonly listed!: boolean;
  readonly sortAt!: Date;
  /** When it goes without a write; the end of time where nothing is said, the beginning for what is gone. */
  readonly visibleUntil!: Date;
  /** Whether the public saw it before somebody took it away or put it off. */
  readonly wasPublic!: boolean;
  /** The next instant at which it comes or goes that the change feed has not told of; null where there is none. */
  readonly untoldAt!: Date | null;
  readonly conceptKeys!: NodeKey[];
  /**
   * The concepts in whose lists it is: those that it names, and those that these were before they were merged, for whoever
   * has read a concept just before it was merged asks for its list just after.
   */
  readonly listedUnder!: NodeKey[];
  /** Its section and all above it; the importer keeps it right when a section moves. */
  readonly sectionPathIds!: string[];
  readonly authorIds!: string[];
  readonly sourceIds!: string[];
  readonly imageIds!: string[];
  /** Digests of its paragraphs: how the importer knows a corrected page again. */
  readonly fingerprints!: string[];
}

export const ArticleConnection = Connection<Article>(() => Article, 'Article', 'articles');
