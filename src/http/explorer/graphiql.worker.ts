import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';

const texts = {
  'graphiql.js': js,
  'graphiql.css': css,
  'editor.worker.js': editorWorkerService,
  'graphql.worker.js': graphqlWorker,
  'json.worker.js': jsonWorker,
};

parentPort?.postMessage(new Map(Object.entries(texts).map(([name, text]) => [name, gzipSync(text)])));
