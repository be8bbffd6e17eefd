import { cleanEnv, host, makeValidator, str } from 'envalid';

const port = makeValidator<number>((value) => {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new Error(`expected a number from 0 to 65535, found ${JSON.stringify(value)}`);
});

const mongodbUri = makeValidator<string>((value) => {
  if (/^mongodb(?:\+srv)?:\/\/\S+$/.test(value)) return value;
  throw new Error('expected mongodb://host:port/database or mongodb+srv://host/database');
});

/** Every setting: what it is for, its default, and how it is read. The README's list is made from this. */
export const settings = {
  HOST: host({ default: '127.0.0.1', desc: 'Address to listen on; 0.0.0.0 for all.' }),
  PORT: port({ default: 4000, desc: 'Port to listen on; 0 for any that is free.' }),
  MONGODB_URI: mongodbUri({
    default: undefined,
    desc: 'MongoDB to keep the content in (replica set or sharded cluster); unset: the embedded store.',
    example: 'mongodb://localhost:27017/dateline?replicaSet=rs0',
  }),
  DATA_DIR: str({ default: './data', desc: 'Folder of the embedded store.' }),
  LOG_LEVEL: str({
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
    desc: 'How much is logged.',
  }),
  NODE_ENV: str({
    choices: ['development', 'production', 'test'],
    default: 'development',
    desc: 'production: no introspection.',
  }),
};

export type Config = Readonly<Pick<ReturnType<typeof read>, keyof typeof settings>>;

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
          `${name}: ${(error as Error).message}; ${settings[name as keyof typeof settings].desc ?? ''}`,
      );
      if (lines.length > 0) throw new ConfigError(lines.join('\n'));
    },
  });
}

/** An empty variable is one that is not set: that is how compose files and shells leave one out. */
const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
