import type { References } from '../../graph/stored.js';
import type { ArticleDocument } from './article.document.js';
import type { Contribution } from './article.type.js';

export const storedContributions = (
  contributions: NonNullable<ArticleDocument['contributions']>,
  references: References,
): Contribution[] =>
  contributions.map(({ person, organisation, role, creditedAs }) => ({
    personId: person === undefined ? null : references.id('person', person),
    organisationId: organisation === undefined ? null : references.id('organisation', organisation),
    role: role ?? 'AUTHOR',
    creditedAs,
  }));
