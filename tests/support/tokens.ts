import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const issuer = 'https://login.news.example/';
export const audience = 'https://graph.news.example';

export interface Signer {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

export async function signer(kid: string, alg = 'RS256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** A token of an editor for the next minutes, but for the claims that are given; undefined leaves one out. */
export function token(
  { kid, alg, privateKey }: Signer,
  claims: Record<string, unknown> = {},
  header: object = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, aud: audience, exp: now + 300, scope: 'openid content:preview', ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload))).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
}

/** An issuer's key set on a port of its own, whose keys and state the test changes. */
export interface KeyServer {
  url: string;
  keys: JWK[];
  status: number;
  asked: number;
  close(): Promise<void>;
}

export async function keyServer(...signers: Signer[]): Promise<KeyServer> {
  const server: Server = createServer((_request, response) => {
    state.asked += 1;
    response.writeHead(state.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const state: KeyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    keys: signers.map(({ jwk }) => jwk),
    status: 200,
    asked: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}
