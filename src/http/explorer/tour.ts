/**
 * The tour: queries that the explorer starts with, each in a tab that its name is the title of. They ask the sample
 * newsroom. Their lines are short, so that none is cut off beside an answer.
 */
export const tour: readonly string[] = [
  `# The front page in one request: of the newest
# articles just what a teaser shows. Ctrl+Enter
# runs it; Ctrl+Space says what else there is.
query FrontPage {
  articles(first: 5) {
    nodes {
      headline
      publishedAt
      leadImage {
        alt
        image { url width height }
      }
      contributions {
        creditedAs
        person {
          roles(current: true) {
            title
            organisation { name }
          }
        }
      }
    }
  }
  sections { name children { name } }
}
`,
  `# One article: whom it names, and where, and the
# post that each person held on that very day.
query OneArticle {
  article(
    slug: "seoul-talks-settle-ferry-timetable"
  ) {
    headline
    dateline { text }
    mentions(kind: [PERSON]) {
      label
      roleAtPublication {
        title
        organisation { name }
      }
      concept {
        name
        ... on Person {
          roles(current: true) { title }
        }
      }
      occurrences { blockId start end }
    }
    body { blocks(first: 4) { id kind text } }
  }
}
`,
  `# A person's posts over time, the latest first.
# A date is as exact as it is known: "2018-03"
# is a month, "2022?" a guess; at: is one day.
query PostsOverTime {
  person(slug: "mara-ellingsen") {
    name
    description
    roles {
      title
      startedAt
      endedAt
      organisation { name country { name } }
    }
    inMay: roles(at: "2026-05-01T12:00:00Z") {
      title
    }
    articles(first: 3, relation: [ABOUT]) {
      totalCount
      nodes { headline publishedAt }
    }
  }
}
`,
  `# What Seoul leads to: what was filed there, and
# the articles that name it, and whom else.
query Seoul {
  place(slug: "seoul") {
    name
    within { name countryCode }
    dispatches(first: 5) {
      totalCount
      nodes { headline dateline { text } }
    }
    articles(first: 5) {
      totalCount
      nodes {
        headline
        people { name }
        events { name startsAt }
      }
    }
  }
}
`,
  `# Paging: to go on, give endCursor as "after" in
# the variables, until hasNextPage is false. It
# stays valid while articles come and go.
query Paging($first: Int = 5, $after: String) {
  articles(first: $first, after: $after) {
    totalCount
    nodes {
      headline
      publishedAt(timeZone: "Asia/Seoul")
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
];
