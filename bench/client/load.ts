import autocannon from 'autocannon';
import type { Task } from './task.js';

/** One load after another, each for a message; ends when whoever forked this process has gone. */
process.on('disconnect', () => process.exit(0));
process.on('message', (task: Task) => {
  void run(task).then((result) => process.send?.(result));
});

function run({ seconds, connections, timeout, rate, url, method, requests }: Task) {
  const headers = { 'content-type': 'application/json' };
  // The library's own latencies are whole milliseconds.
  const latencies: number[] = [];
  let refused = 0;
  let usual: number | undefined;
  let connected = 0;
  const started = performance.now();
  let ended = started;
  return new Promise<object>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        method,
        connections,
        ...(rate ? { overallRate: rate } : {}),
        duration: 3600,
        timeout,
        // It ends at the sample after it was told to: with those of a second, up to a second late.
        sampleInt: 20,
        setupClient(client) {
          client.setRequests([{ method, headers, ...requests[connected % requests.length] }]);
          connected += 1;
        },
      },
      (error, result) => {
        if (error) return reject(error);
        latencies.sort((a, b) => a - b);
        const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))];
        resolve({
          perSecond: latencies.length / ((ended - started) / 1000),
          answers: latencies.length,
          p50: at(0.5) ?? 0,
          p99: at(0.99) ?? 0,
          failed: refused + result.errors + result.timeouts,
        });
      },
    );
    instance.on('response', (_client, status, bytes, latency) => {
      ended = performance.now();
      latencies.push(latency);
      usual ??= bytes;
      // An error can come with 200 too, but not at the length of an answer.
      if (status !== 200 || bytes < usual / 4) refused += 1;
    });
    setTimeout(() => instance.stop?.(), 1000 * seconds);
  });
}
