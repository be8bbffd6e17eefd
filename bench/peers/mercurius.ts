import fastify from 'fastify';
import { mercurius } from 'mercurius';
import { openDatabase } from './database.js';
import { listen } from './listen.js';
import { newContext, resolvers } from './resolvers.js';
import { typeDefs } from './sdl.js';

/** Mercurius, which compiles an operation (graphql-jit) when it has seen it as often as `JIT` says, for 0 never. */
const db = await openDatabase();
const app = fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers as never,
  jit: Number(process.env.JIT),
  context: () => newContext(db),
});
await listen(app);
