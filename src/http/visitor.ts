import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../graph/readership.js';

export const visitorOf = ({ ip, headers }: FastifyRequest): Visitor => ({
  address: ip,
  userAgent: headers['user-agent'],
});
