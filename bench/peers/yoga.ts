import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import { openDatabase } from './database.js';
import { tell } from './listen.js';
import { type Context, newContext, withResolveType } from './resolvers.js';
import { typeDefs } from './sdl.js';

/** GraphQL Yoga on Node's own server; it caches parsing and validation by itself. */
const db = await openDatabase();
const yoga = createYoga<object, Context>({
  schema: createSchema<Context>({ typeDefs, resolvers: withResolveType }),
  context: () => newContext(db),
  logging: false,
  graphiql: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => tell(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
