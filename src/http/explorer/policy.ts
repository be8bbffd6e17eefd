import { createHash } from 'node:crypto';
import { startStyle } from './start.js';

/** Where Apollo Sandbox comes from: its script, and the page that the script frames. */
export const sandbox = {
  script: 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js',
  frame: 'https://sandbox.embed.apollographql.com',
};

const nothingElse = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** What the explorer may load: our own files, and Apollo Sandbox. No script stands in the page itself, so none needs a nonce. */
export const explorerPolicy = policy({
  ...nothingElse,
  'script-src': ["'self'", new URL(sandbox.script).origin],
  'frame-src': [sandbox.frame],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  // GraphiQL's editor (Monaco) writes style elements and attributes as it goes, and can be given no nonce for them.
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ['data:'],
  'img-src': ['data:'],
});

/** What the start page may load: its icon and the one style that it has. */
export const startPolicy = policy({
  ...nothingElse,
  'style-src': [`'sha256-${createHash('sha256').update(startStyle).digest('base64')}'`],
  'img-src': ['data:'],
});

function policy(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
