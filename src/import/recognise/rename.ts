import type { ConceptDocument, Span } from './recognised.js';

/** `type:slug` as the page alone would have it → as the store has it. */
export class Renames {
  readonly #slugs = new Map<string, string>();

  add(reference: string, slug: string): void {
    if (reference !== `${reference.slice(0, reference.indexOf(':'))}:${slug}`) this.#slugs.set(reference, slug);
  }

  slug(type: string, slug: string): string {
    return this.#slugs.get(`${type}:${slug}`) ?? slug;
  }

  reference(reference: string): string {
    const type = reference.slice(0, reference.indexOf(':'));
    return `${type}:${this.slug(type, reference.slice(type.length + 1))}`;
  }

  span(span: Span): Span {
    return { ...span, concept: this.reference(span.concept) };
  }

  document<T extends ConceptDocument>(document: T): T {
    return { ...document, slug: this.slug(document.type, document.slug), ...this.#references(document) };
  }

  #references(document: ConceptDocument): Partial<ConceptDocument> {
    switch (document.type) {
      case 'person':
        return document.roles
          ? {
              roles: document.roles.map((role) => ({
                ...role,
                ...this.#optional('organisation', 'organisation', role.organisation),
              })),
            }
          : {};
      case 'organisation':
        return {
          ...this.#optional('country', 'place', document.country),
          ...this.#optional('parent', 'organisation', document.parent),
        };
      case 'place':
        return this.#optional('within', 'place', document.within);
      case 'event':
        return {
          ...this.#optional('place', 'place', document.place),
          ...(document.participants && {
            participants: document.participants.map((part) => ({ ...part, concept: this.reference(part.concept) })),
          }),
        };
    }
  }

  #optional(field: string, type: string, slug: string | undefined): Record<string, string> {
    return slug === undefined ? {} : { [field]: this.slug(type, slug) };
  }
}
