import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { openDatabase } from './database.js';
import { listen } from './listen.js';
import { type Context, newContext, withResolveType } from './resolvers.js';
import { typeDefs } from './sdl.js';

/** Apollo Server as its documentation sets it up: graphql-js executes, with the default plugins. */
const db = await openDatabase();
const apollo = new ApolloServer<Context>({ typeDefs, resolvers: withResolveType, stopOnTerminationSignals: false });
await apollo.start();
const app = fastify();
app.route({
  url: '/graphql',
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(apollo, { context: async () => newContext(db) }),
});
await listen(app);
