import type { ContentPart } from '../../graph/content-type.js';
import { ConceptResolver } from './concept.resolver.js';

export const concept: ContentPart = { resolvers: [ConceptResolver] };
