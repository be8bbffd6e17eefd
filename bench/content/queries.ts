/** An operation as clients send it. */
export interface Operation {
  operationName: string;
  query: string;
  variables: Record<string, unknown>;
}

const frontPageText = /* GraphQL */ `query FrontPage($path: String!, $first: Int!) {
  section(path: $path) {
    name
    articles(first: $first) {
      nodes {
        id
        slug
        headline
        standfirst
        publishedAt
        leadImage { alt caption credit image { url width height } }
        contributions { creditedAs person { slug name roles(current: true) { title organisation { name } } } }
        organisations { slug name }
      }
    }
  }
}`;

const articleText = /* GraphQL */ `query Article($slug: String!) {
  article(slug: $slug) {
    id
    slug
    headline
    kicker
    standfirst
    byline
    publishedAt
    wordCount
    section { name path }
    topics { slug name }
    dateline { text place { name } }
    contributions { creditedAs role person { id name roles(current: true) { title organisation { name } } } }
    sources { role source { name } }
    leadImage { alt caption credit image { url width height } }
    mentions {
      label
      relation
      concept { id name description }
      roleAtPublication { title organisation { name } }
      occurrences { blockId start end }
    }
    body {
      blocks {
        id
        kind
        text
        ... on ParagraphBlock { spans { text marks mention { label concept { id } } } }
        ... on HeadingBlock { level anchor }
        ... on QuoteBlock { attribution speaker { id name } }
      }
    }
  }
}`;

const topicText = /* GraphQL */ `query Topic($slug: String!, $first: Int!) {
  topic(slug: $slug) {
    id
    name
    description
    articles(first: $first) {
      totalCount
      nodes { id slug headline publishedAt section { name } }
      facets(by: [SECTION, TOPIC, PERSON, ORGANISATION], first: 10) { by buckets { value label count } }
    }
  }
}`;

/** Tells the operations from one another that are measured. */
export const nameOf = ({ operationName, variables }: Pick<Operation, 'operationName' | 'variables'>): string =>
  `${operationName} ${variables.path ?? variables.slug}`;

/** The newest articles of a section, each with all that a card on a front page shows. */
export const frontPage = (path: string, first = 20): Operation => ({
  operationName: 'FrontPage',
  query: frontPageText,
  variables: { path, first },
});

/** One article in full. */
export const articlePage = (slug: string): Operation => ({
  operationName: 'Article',
  query: articleText,
  variables: { slug },
});

/** A topic with its newest articles, how many there are, and four facets over all of them. */
export const topicPage = (slug: string, first = 20): Operation => ({
  operationName: 'Topic',
  query: topicText,
  variables: { slug, first },
});

/** How much is found by these words. */
export const search = (words: string): Operation => ({
  operationName: 'Search',
  query: 'query Search($words: String!) { search(query: $words) { totalCount } }',
  variables: { words },
});
