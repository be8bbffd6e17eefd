import type { ContentPart } from '../../graph/content-type.js';
import { ResolutionResolver } from './resolution.resolver.js';

export const resolution: ContentPart = { resolvers: [ResolutionResolver] };
