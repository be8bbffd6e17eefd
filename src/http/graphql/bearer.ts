import { readFile, stat } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Refusal } from './persisted.js';
import { type Preview, unauthenticated } from './preview.js';

/** The scope of tokens whose bearers see what is not public yet. */
const scope = 'content:preview';
/** Signatures by private keys alone: with a shared secret, who knows the public key could sign. */
const algorithms = ['RS256', 'ES256'];
/** Seconds by which the clocks of issuer and gateway may differ. */
const clockTolerance = 5;
/** Milliseconds that a URL is waited for, and that pass until it is asked again for a key that it did not have. */
const remote = { timeoutDuration: 3000, cooldownDuration: 5000 };

export interface PreviewOptions {
  /** URL or file of the JSON Web Key Set (RFC 7517). */
  jwks: string;
  issuer: string;
  audience: string;
  /** Told why the keys cannot be had. */
  onProblem(error: unknown): void;
  /** See `remote`. */
  cooldownDuration?: number;
}

/** Checks bearer tokens (JWT). Rejects where the file cannot be read; a URL is asked for its keys when they are needed. */
export async function previewBy({ jwks, issuer, audience, onProblem, ...options }: PreviewOptions): Promise<Preview> {
  const keys = /^https?:\/\//.test(jwks)
    ? createRemoteJWKSet(new URL(jwks), { ...remote, ...options })
    : await keysInFile(jwks);
  const checks = { algorithms, issuer, audience, clockTolerance, requiredClaims: ['exp'] };
  return async (authorization) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (token === undefined) return unauthenticated('expected Authorization: Bearer, and a token.');
    try {
      const { payload } = await jwtVerify(token, keys, checks);
      return scopesOf(payload).includes(scope) ? undefined : insufficient;
    } catch (error) {
      if (isOfToken(error)) return unauthenticated(`The token is not accepted: ${error.message}.`);
      onProblem(error);
      return {
        status: 503,
        code: 'UNAVAILABLE',
        message: 'The keys that tokens are checked with cannot be had right now.',
      };
    }
  };
}

/** Keys of a file, read again whenever it has changed. */
async function keysInFile(path: string): Promise<JWTVerifyGetKey> {
  const versionNow = async () => {
    const { ino, mtimeMs, size } = await stat(path);
    return [ino, mtimeMs, size].join();
  };
  const read = async () => {
    // Its version first: what is written meanwhile is then read once more.
    const version = await versionNow();
    return { version, keys: createLocalJWKSet(JSON.parse(await readFile(path, 'utf8'))) };
  };
  let known = await read();
  return async (header, token) => {
    if (known.version !== (await versionNow())) known = await read();
    return known.keys(header, token);
  };
}

/** `scope` is a text with spaces (RFC 9068); some issuers call it `scp`, and some have a list. */
const scopesOf = ({ scope, scp }: JWTPayload): unknown[] =>
  [scope, scp].flatMap((some) => (typeof some === 'string' ? some.split(' ') : some));

const ofToken = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];
const isOfToken = (error: unknown): error is Error => ofToken.some((type) => error instanceof type);

const insufficient: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: `The token does not have the scope ${scope}.`,
  challenge: `Bearer error="insufficient_scope", scope="${scope}"`,
};
