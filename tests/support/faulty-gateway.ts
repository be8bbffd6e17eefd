// A gateway in a process of its own, with an error that belongs to no request after each line of standard input: `reject` or `throw`.
import { createInterface } from 'node:readline';
import { readConfig } from '../../src/config.js';
import { openGateway } from '../../src/gateway.js';
import { watchProcessErrors } from '../../src/http/process-errors.js';

const gateway = await openGateway(readConfig(process.env));
watchProcessErrors({ report: gateway.processError, end: gateway.drain, deadline: 10_000 });
const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`answers at ${address}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'reject') void Promise.reject(new Error('a rejection without a handler'));
  if (line === 'throw')
    setImmediate(() => {
      throw new Error('an uncaught exception');
    });
});
