import type { Static } from 'typebox';
import Type from 'typebox';
import {
  ConceptRef,
  Fuzzy,
  Id,
  Instant,
  List,
  LocaleTag,
  OneOf,
  Optional,
  Ref,
  SitePath,
  Slug,
  Strict,
  Text,
  Whole,
} from '../../graph/document.js';
import { blockDocument } from '../body/body.document.js';
import { correctionDocument } from '../body/correction.document.js';
import { imageUseDocument, rightsDocument } from '../image/image.document.js';
import {
  AccessLevel,
  ArticleKind,
  ArticleStatus,
  ContributionRole,
  MentionOrigin,
  MentionRelation,
  SourceRole,
  WithdrawalReason,
} from './article.type.js';

export const articleDocument = Strict(
  {
    type: Type.Literal('article'),
    id: Optional(Id()),
    slug: Slug(),
    path: Optional(SitePath('Where it stands on the site; left out: /articles/ and its slug.')),
    aliasPaths: Optional(
      List(
        Strict({
          path: SitePath('Where it used to stand.'),
          until: Optional(Instant('When it was left.')),
        }),
        'Where else it stood before it was here. Paths and slugs that later loads change are kept without being listed.',
      ),
    ),
    kind: Optional(OneOf(ArticleKind, 'STORY if left out.')),
    live: Optional(
      Type.Boolean({ description: 'Of a LIVEBLOG: it goes on, more posts are to come. Left out: it is over.' }),
    ),
    locale: LocaleTag('The language of the text.'),
    translationOf: Optional(Ref('article', 'The original that this is a translation of.')),
    headline: Text('The headline.'),
    headlines: Optional(
      Strict({
        SHORT: Optional(Text('For tight places.')),
        SOCIAL: Optional(Text('For social networks.')),
        SEO: Optional(Text('For search engines.')),
        PUSH: Optional(Text('For notifications.')),
      }),
    ),
    kicker: Optional(Text('The line above the headline.')),
    standfirst: Optional(Text('The paragraph between headline and text.')),
    byline: Optional(Text('As printed: By Ada Lovelace and Grace Hopper.')),
    contributions: Optional(
      List(
        Strict({
          person: Optional(Ref('person', 'Who.')),
          organisation: Optional(Ref('organisation', 'Or which organisation.')),
          role: Optional(OneOf(ContributionRole, 'AUTHOR if left out.')),
          creditedAs: Text('As printed.'),
        }),
        'Who made it, in the order of the credits.',
      ),
    ),
    dateline: Optional(
      Strict({
        text: Text('As printed: SEOUL, June 18.'),
        place: Optional(Ref('place', 'Filed from.')),
        date: Optional(Fuzzy('Filed on.')),
      }),
    ),
    sources: Optional(
      List(
        Strict({
          source: Ref('source', 'Whose.'),
          role: OneOf(SourceRole, 'In what part.'),
          note: Optional(Text('The words that say so.')),
        }),
        'Where it comes from.',
      ),
    ),
    sourceNote: Optional(Text('Verbatim: (With input from Xinhua).')),
    section: Optional(Ref('section', 'Where it stands on the site.')),
    topics: Optional(List(Ref('topic', 'What it is about.'), 'What it is about.')),
    mentions: Optional(
      List(
        Strict({
          concept: ConceptRef('Who or what is named.'),
          relation: Optional(OneOf(MentionRelation, 'MENTION if left out.')),
          label: Optional(Text('As the text writes it; left out: the concept’s name.')),
          title: Optional(
            Text('The title of the post that the person holds on the day of the article; one of that person’s roles.'),
          ),
          organisation: Optional(Ref('organisation', 'Where that post is.')),
          confidence: Optional(Type.Number({ minimum: 0, maximum: 1, description: 'How sure the link is.' })),
          origin: Optional(OneOf(MentionOrigin, 'Who linked it; EDITOR if left out.')),
          occurrences: Optional(
            List(
              Strict({
                block: Whole(0, 'Index of the block in `body`.'),
                start: Whole(0, 'First UTF-16 code unit in the block’s text.'),
                end: Whole(0, 'One past the last.'),
              }),
              'Where the label stands; left out: wherever the body has it.',
            ),
          ),
        }),
        'Who and what is named.',
      ),
    ),
    related: Optional(
      Type.Array(Ref('article', 'One of them.'), {
        maxItems: 30,
        description: 'What an editor recommends to those who have read it, in this order.',
      }),
    ),
    leadImage: Optional(imageUseDocument),
    images: Optional(List(imageUseDocument, 'Pictures that belong to the article without standing in its body.')),
    body: List(blockDocument, 'The text, block by block.'),
    corrections: Optional(
      List(
        correctionDocument,
        'What readers are told of changes. Each stands in the text where a block { kind: correction } names it, else at its end.',
      ),
    ),
    firstPublishedAt: Optional(Instant('First shown; left out: publishedAt.')),
    publishedAt: Optional(
      Instant('Shown since, and for SCHEDULED: to be shown from then on, by itself. What lists are sorted by.'),
    ),
    updatedAt: Optional(Instant('Last changed; left out: publishedAt, else the time of loading.')),
    status: Optional(
      OneOf(
        ArticleStatus,
        'PUBLISHED if left out; EMBARGOED where there is an embargo. PUBLISHED with corrections, other than of the kind UPDATE, is CORRECTED.',
      ),
    ),
    embargoUntil: Optional(
      Instant(
        'Nobody but editors sees it before; then it is public by itself. EMBARGOED without it waits for a change.',
      ),
    ),
    expiresAt: Optional(Instant('From then on it is gone, by itself; so it is when its rights end.')),
    withdrawnFor: Optional(
      OneOf(
        WithdrawalReason,
        'Why it is WITHDRAWN; EDITORIAL if left out. Its address answers 451 for LEGAL and 410 otherwise.',
      ),
    ),
    accessLevel: Optional(OneOf(AccessLevel, 'Who may read it on the site; FREE if left out.')),
    digitalSourceType: Optional(
      Type.String({
        pattern: '^[A-Za-z]+$',
        description:
          'How the text was made, in a term of IPTC’s digital source types: humanEdits, trainedAlgorithmicMedia …',
      }),
    ),
    noIndex: Optional(Type.Boolean({ description: 'Search engines are to leave it out.' })),
    breaking: Optional(Type.Boolean({ description: 'Breaking news.' })),
    urgency: Optional(Type.Integer({ minimum: 1, maximum: 9, description: 'IPTC: 1 (most) to 9.' })),
    rights: Optional(rightsDocument),
    earlierVersions: Optional(
      List(
        Strict({
          updatedAt: Instant('When it came to be so.'),
          headline: Optional(Text('The headline then.')),
          standfirst: Optional(Text('The standfirst then.')),
          body: List(blockDocument, 'The text then.'),
          corrections: Optional(List(correctionDocument, 'What readers were told by then.')),
          revisionNote: Optional(Text('What that change was.')),
          revisionBy: Optional(Text('Who made it.')),
        }),
        'What it was before, the oldest first, where it comes from another system with its history. Taken when it is first loaded; from then on the store keeps its own.',
      ),
    ),
    revisionNote: Optional(Text('What the latest change was, for the list of revisions.')),
    revisionBy: Optional(Text('Who made it, as readers may know: Night desk.')),
  },
  'An article.',
);
export type ArticleDocument = Static<typeof articleDocument>;
