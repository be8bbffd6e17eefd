import { isIP } from 'node:net';
import { cleanEnv, EnvMissingError, host, makeValidator, str, url } from 'envalid';
import ipaddr from 'ipaddr.js';

/** A whole number in a range. */
const integer = (min: number, max: number) =>
  makeValidator<number>((value) => {
    if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
    throw new Error(`expected a whole number from ${min} to ${max}, found ${JSON.stringify(value)}`);
  });
const port = integer(0, 65_535);
const limit = integer(1, 1_000_000_000);
const bytes = integer(0, 100_000_000_000);
const seconds = integer(0, 31_536_000);

const origins = makeValidator<string[]>((value) => {
  const list = value.split(',').map((origin) => origin.trim());
  const wrong = list.find((origin) => !/^https?:\/\/[^\s/]+$/.test(origin));
  if (wrong === undefined) return list;
  throw new Error(`expected origins such as https://news.example, separated by commas; found ${JSON.stringify(wrong)}`);
});

const proxies = makeValidator<string[]>((value) => {
  const list = value.split(',').map((address) => address.trim());
  const wrong = list.find((address) => !isAddress(address));
  if (wrong === undefined) return list;
  throw new Error(
    `expected addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas; found ${JSON.stringify(wrong)}`,
  );
});

// A number alone is an address to some: here it is more likely meant as a number of proxies.
const isAddress = (text: string) =>
  ['loopback', 'linklocal', 'uniquelocal'].includes(text) ||
  (isIP(text.split('/')[0] as string) > 0 && (!text.includes('/') || ipaddr.isValidCIDR(text)));

const headers = makeValidator<Record<string, string>>((value) => {
  const wrong = new Error('expected a JSON object of header names and their values');
  try {
    return Object.fromEntries(new Headers(JSON.parse(value) as Record<string, string>));
  } catch {
    throw wrong;
  }
});

const mongodbUri = makeValidator<string>((value) => {
  if (/^mongodb(?:\+srv)?:\/\/\S+$/.test(value)) return value;
  throw new Error('expected mongodb://host:port/database or mongodb+srv://host/database');
});

const hasPreview = ({ PREVIEW_JWKS }: Record<string, unknown>) => PREVIEW_JWKS !== undefined;

/** Every setting: what it is for, its default, and how it is read. The README's list is made from this. */
export const settings = {
  HOST: host({ default: '127.0.0.1', desc: 'Address to listen on; 0.0.0.0 for all.' }),
  PORT: port({ default: 4000, desc: 'Port to listen on; 0 for any that is free.' }),
  PUBLIC_URL: url({
    default: undefined,
    desc: 'The address by which clients reach the gateway, for links to its own files; unset: http:// with HOST and PORT.',
    example: 'https://graph.news.example',
  }),
  SITE_URL: url({
    default: undefined,
    desc: 'The address of the site that shows the articles, for their URLs and for resolve(path:); unset: PUBLIC_URL.',
    example: 'https://news.example',
  }),
  MONGODB_URI: mongodbUri({
    default: undefined,
    desc: 'MongoDB to keep the content in (replica set or sharded cluster); unset: the embedded store.',
    example: 'mongodb://localhost:27017/dateline?replicaSet=rs0',
  }),
  DATA_DIR: str({ default: './data', desc: 'Folder of the embedded store.' }),
  CHANGES_KEPT: limit({
    default: 100_000,
    desc: 'Steps of the change feed that are kept; who follows it and falls further behind has to read everything again.',
  }),
  SAMPLE: str({
    choices: ['on', 'off'],
    default: undefined,
    desc: 'Whether a store that has nothing at all is filled with the sample newsroom; unset: on, but off in production.',
  }),
  EXPLORER: str({
    choices: ['on', 'off'],
    default: undefined,
    desc: 'Whether browsers get an explorer at /graphql, and introspection; unset: on, but off in production.',
  }),
  CORS_ORIGINS: origins({
    default: [],
    desc: 'Origins whose pages may ask, separated by commas; none: only pages of the same origin.',
    example: 'https://news.example,https://m.news.example',
  }),
  PREVIEW_JWKS: str({
    default: undefined,
    desc: 'File or URL of the keys (JWKS) that bearer tokens are checked with; those with the scope content:preview see what is not public yet. Unset: nobody does.',
    example: 'https://login.news.example/.well-known/jwks.json',
  }),
  PREVIEW_ISSUER: str({
    default: undefined,
    requiredWhen: hasPreview,
    desc: 'Who issues these tokens (iss). Needed with PREVIEW_JWKS.',
    example: 'https://login.news.example/',
  }),
  PREVIEW_AUDIENCE: str({
    default: undefined,
    requiredWhen: hasPreview,
    desc: 'What they are issued for (aud). Needed with PREVIEW_JWKS.',
    example: 'https://graph.news.example',
  }),
  CACHE_DOCUMENTS: bytes({
    default: 33_554_432,
    desc: 'Bytes of documents that are kept in memory; 0: none. A change takes them away at once.',
  }),
  CACHE_RESPONSES: bytes({
    default: 33_554_432,
    desc: 'Bytes of whole answers that are kept in memory; 0: none. A change takes away those that it touches.',
  }),
  CACHE_MAX_AGE: seconds({
    default: 10,
    desc: 'Seconds that a CDN may keep the answer to a GET (s-maxage); 0: it asks each time.',
  }),
  CACHE_STALE_WHILE_REVALIDATE: seconds({
    default: 10,
    desc: 'Seconds that a CDN may go on with an old answer while it asks for a new one.',
  }),
  CACHE_STALE_IF_ERROR: seconds({
    default: 300,
    desc: 'Seconds that a CDN, and the gateway itself, may go on with old answers while there is no other: the store does not answer.',
  }),
  PURGE_URL: url({
    default: undefined,
    desc: 'Where tags of what has changed are posted to, so that a CDN drops what carries them; unset: nowhere.',
    example: 'https://api.cdn.example/zones/1/purge_cache',
  }),
  PURGE_HEADERS: headers({
    default: {},
    desc: 'Headers of such a request, as a JSON object: mostly what allows to purge.',
    example: '{"authorization": "Bearer …"}',
  }),
  TRUSTED_DOCUMENTS: str({
    default: undefined,
    desc: 'File with the queries that clients may ask by id: a JSON object of texts by their SHA-256, or a manifest of Apollo’s.',
    example: './persisted-query-manifest.json',
  }),
  TRUSTED_ONLY: str({
    choices: ['on', 'off'],
    default: 'off',
    desc: 'Whether only trusted documents are answered.',
  }),
  TRUST_PROXY: proxies({
    default: [],
    desc: 'Proxies in front of it, whose X-Forwarded-For tells readers apart: addresses, networks, or loopback, linklocal, uniquelocal, separated by commas.',
    example: 'loopback,10.0.0.0/8',
  }),
  COUNT_ARTICLE_QUERIES: str({
    choices: ['on', 'off'],
    default: 'off',
    desc: 'Whether article(id:, slug:) and resolve(path:) count as reading, besides POST /read.',
  }),
  TRENDS_MIN_READERS: integer(
    1,
    1000,
  )({
    default: 5,
    desc: 'Readers who must have searched for a term on one day before anybody sees it in trends.',
  }),
  TRENDS_FLUSH_INTERVAL: limit({
    default: 5000,
    desc: 'Milliseconds between two writes of what readers did to the store.',
  }),
  OPERATION_TIMEOUT: limit({ default: 10_000, desc: 'Milliseconds that one operation may take.' }),
  LIMIT_BODY: limit({ default: 102_400, desc: 'Bytes of a request’s body.' }),
  LIMIT_QUERY_LENGTH: limit({ default: 16_384, desc: 'Characters of a query.' }),
  LIMIT_TOKENS: limit({ default: 4000, desc: 'Lexical tokens of a query.' }),
  LIMIT_DEPTH: limit({ default: 16, desc: 'Levels of fields in a query.' }),
  LIMIT_ALIASES: limit({ default: 50, desc: 'Aliases in a query.' }),
  LIMIT_DIRECTIVES: limit({ default: 50, desc: 'Directives in a query.' }),
  LIMIT_COST: limit({ default: 20_000, desc: 'Cost of a query, about 25 µs of CPU a unit (see Limits).' }),
  LIMIT_ANSWER: limit({ default: 8 * 1024 * 1024, desc: 'Bytes of an answer, before it is compressed.' }),
  LIMIT_ERRORS: limit({ default: 20, desc: 'Errors in one answer.' }),
  LIMIT_IN_FLIGHT: limit({ default: 200, desc: 'Requests that are worked on at once; more get 503 with Retry-After.' }),
  DRAIN_TIME: integer(
    0,
    600_000,
  )({
    default: 3000,
    desc: 'Milliseconds between SIGTERM and closing, in which /readyz says no and requests are still answered.',
  }),
  LOG_LEVEL: str({
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
    desc: 'How much is logged.',
  }),
  NODE_ENV: str({
    choices: ['development', 'production', 'test'],
    default: 'development',
    desc: 'production: no explorer, no introspection, no hints at names in errors, no sample newsroom.',
  }),
};

export type Config = Readonly<Pick<ReturnType<typeof read>, keyof typeof settings>>;

const unlessProduction = (choice: string | undefined, { NODE_ENV }: Config) =>
  (choice ?? (NODE_ENV === 'production' ? 'off' : 'on')) === 'on';

/** The address by which clients reach the gateway, without a slash at its end. */
export const publicUrl = ({ PUBLIC_URL, HOST, PORT }: Config): string =>
  (PUBLIC_URL ?? `http://${HOST === '0.0.0.0' ? 'localhost' : HOST}:${PORT}`).replace(/\/+$/, '');

/** The address of the site that shows the content, without a slash at its end. */
export const siteUrl = (config: Config): string => config.SITE_URL?.replace(/\/+$/, '') ?? publicUrl(config);

/** Whether browsers get an explorer, which needs introspection. */
export const hasExplorer = (config: Config): boolean => unlessProduction(config.EXPLORER, config);

/** Whether an empty store is filled with the sample newsroom. */
export const hasSample = (config: Config): boolean => unlessProduction(config.SAMPLE, config);

/** Settings that are wrong, all of them: a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError that names every variable that is wrong and what it should be. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => read(env);

function read(env: NodeJS.ProcessEnv) {
  return cleanEnv(withoutEmpty(env), settings, {
    reporter: ({ errors }) => {
      const lines = Object.entries(errors).map(
        ([name, error]) =>
          `${name}: ${error instanceof EnvMissingError ? 'expected a value, found none' : (error as Error).message}; ${settings[name as keyof typeof settings].desc ?? ''}`,
      );
      if (lines.length > 0) throw new ConfigError(lines.join('\n'));
    },
  });
}

/** An empty variable is one that is not set: that is how compose files and shells leave one out. */
const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
