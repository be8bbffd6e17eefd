import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openMongo } from '../../src/store/mongodb.js';
import type { Place } from './contract.js';
import { collections as declared } from './newsroom.js';

const base = process.env.TEST_MONGODB_URI;
export const skip = base === undefined ? 'no MongoDB' : false;

/** A database of its own on the tests' server. */
export async function mongoPlace(): Promise<Place> {
  const url = new URL(base as string);
  url.pathname = `/test-${randomBytes(6).toString('hex')}`;
  const uri = url.toString();
  return {
    address: { uri },
    open: ({ collections = declared, onCommand } = {}) =>
      openMongo({ uri, collections, ...(onCommand && { onCommand }) }),
    async remove() {
      const client = new MongoClient(uri);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}
