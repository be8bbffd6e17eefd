/** The part of Dateline's graph that the three queries ask, in the same shape. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime

  type Query {
    section(path: String!): Section
    article(slug: String): Article
    topic(slug: String): Topic
  }

  interface Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
  }
  type Person implements Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
    roles(current: Boolean): [Role!]!
  }
  type Role {
    id: ID!
    title: String!
    organisation: Organisation
  }
  type Organisation implements Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
  }
  type Place implements Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
  }
  type Event implements Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
  }
  type Topic implements Concept {
    id: ID!
    slug: String!
    name: String!
    description: String
    articles(first: Int = 20): ArticleConnection!
  }

  type Section {
    id: ID!
    slug: String!
    path: String!
    name: String!
    articles(first: Int = 20): ArticleConnection!
  }
  type Source {
    id: ID!
    slug: String!
    name: String!
  }

  type Article {
    id: ID!
    slug: String!
    headline: String!
    kicker: String
    standfirst: String
    byline: String
    publishedAt: DateTime
    wordCount: Int!
    section: Section
    topics: [Topic!]!
    dateline: Dateline
    contributions: [Contribution!]!
    sources: [SourceCredit!]!
    mentions: [Mention!]!
    organisations: [Organisation!]!
    leadImage: ImageUse
    body: Body!
  }
  type Dateline {
    text: String!
    place: Place
  }
  type Contribution {
    creditedAs: String!
    role: ContributionRole!
    person: Person
  }
  enum ContributionRole {
    AUTHOR
    REPORTER
    EDITOR
    PHOTOGRAPHER
    TRANSLATOR
    INPUT
  }
  type SourceCredit {
    role: SourceRole!
    source: Source!
  }
  enum SourceRole {
    PUBLISHER
    AGENCY_INPUT
    SYNDICATED
    HANDOUT
  }
  type Mention {
    label: String!
    relation: MentionRelation!
    concept: Concept!
    roleAtPublication: Role
    occurrences: [TextRange!]!
  }
  enum MentionRelation {
    ABOUT
    MAJOR_MENTION
    MENTION
  }
  type TextRange {
    blockId: ID!
    start: Int!
    end: Int!
  }
  type ImageUse {
    image: Image!
    caption: String
    alt: String!
    credit: String
  }
  type Image {
    id: ID!
    url: String!
    width: Int
    height: Int
  }

  type Body {
    blocks: [BodyBlock!]!
  }
  interface BodyBlock {
    id: ID!
    kind: String!
    text: String!
  }
  type ParagraphBlock implements BodyBlock {
    id: ID!
    kind: String!
    text: String!
    spans: [Span!]!
  }
  type HeadingBlock implements BodyBlock {
    id: ID!
    kind: String!
    text: String!
    level: Int!
    anchor: String!
  }
  type QuoteBlock implements BodyBlock {
    id: ID!
    kind: String!
    text: String!
    speaker: Person
    attribution: String
  }
  type Span {
    text: String!
    marks: [Mark!]!
    mention: Mention
  }
  enum Mark {
    STRONG
    EM
    UNDERLINE
    STRIKE
    SUB
    SUP
    CODE
  }

  type ArticleConnection {
    nodes: [Article!]!
    totalCount: Int!
    facets(by: [FacetBy!]!, first: Int = 10): [Facet!]!
  }
  enum FacetBy {
    SECTION
    TOPIC
    PERSON
    ORGANISATION
    PLACE
    EVENT
  }
  type Facet {
    by: FacetBy!
    buckets: [FacetBucket!]!
  }
  type FacetBucket {
    value: String!
    label: String!
    count: Int!
  }
`;
