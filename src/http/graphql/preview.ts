import type { Refusal } from './persisted.js';

/** Undefined for the `Authorization` header of somebody who may see what is not public; else the answer to it (RFC 6750). */
export type Preview = (authorization: string) => Promise<Refusal | undefined>;

/** Where no keys are configured: who sends a header expects that it counts, and must not take what is public for a preview. */
export const noPreview: Preview = async () =>
  unauthenticated(
    'Preview is off here, so the Authorization header cannot be checked. Without it, what is public is answered.',
  );

/** With what was wrong with the token, or that there is none. */
export const unauthenticated = (message: string): Refusal => ({
  status: 401,
  code: 'UNAUTHENTICATED',
  message,
  challenge: 'Bearer error="invalid_token"',
});
