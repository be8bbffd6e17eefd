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
  Slug,
  Strict,
  Text,
} from '../../graph/document.js';
import { blockDocument } from '../body/body.document.js';
import { correctionDocument } from '../body/correction.document.js';
import { imageUseDocument, rightsDocument } from '../image/image.document.js';
import {
  ArticleKind,
  ArticleStatus,
  ContributionRole,
  MentionOrigin,
  MentionRelation,
  SourceRole,
} from './article.type.js';

const offset = (description: string) => Type.Integer({ minimum: 0, description });

export const articleDocument = Strict(
  {
    type: Type.Literal('article'),
    id: Optional(Id()),
    slug: Slug(),
    kind: Optional(OneOf(ArticleKind, 'STORY if left out.')),
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
                block: offset('Index of the block in `body`.'),
                start: offset('First UTF-16 code unit in the block’s text.'),
                end: offset('One past the last.'),
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
    publishedAt: Optional(Instant('Shown since; what lists are sorted by.')),
    updatedAt: Optional(Instant('Last changed; left out: publishedAt, else the time of loading.')),
    status: Optional(
      OneOf(
        ArticleStatus,
        'PUBLISHED if left out. PUBLISHED with corrections, other than of the kind UPDATE, is CORRECTED.',
      ),
    ),
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
