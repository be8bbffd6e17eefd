import type { Acknowledgement, Correction, Order, Publishing } from '../publisher.js';
import { type Started, startModule } from './processes.js';

/** The publisher's process as whoever gives it orders sees it. */
export class Newsroom {
  private constructor(private readonly process: Started) {}

  static async open(mongodbUri: string): Promise<Newsroom> {
    const process = startModule('dist/bench/publisher.js', { MONGODB_URI: mongodbUri });
    await process.message();
    return new Newsroom(process);
  }

  /** Resolves with the instant of the commit, in nanoseconds of the machine's monotonic clock. */
  async write(write: Correction): Promise<bigint> {
    const answer = await this.#order<{ committed: string }>({ write });
    return BigInt(answer.committed);
  }

  async publish(publish: Publishing): Promise<void> {
    this.process.child.send({ publish } satisfies Order);
  }

  /** Resolves with how many were published since `publish`. */
  async stop(): Promise<number> {
    return (await this.#order<{ published: number }>({ stop: true })).published;
  }

  end(): Promise<void> {
    return this.process.end();
  }

  #order<A extends Acknowledgement>(order: Order): Promise<A> {
    const answer = this.process.message<A>();
    this.process.child.send(order);
    return answer;
  }
}
