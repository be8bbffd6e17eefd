import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../src/project.js';

export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

/** A built command of ours in a process of its own. */
export class Command {
  readonly child: ChildProcess;
  out = '';
  errors = '';

  constructor(module: string, args: readonly string[], settings: Record<string, string>) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, [fileURLToPath(projectFile(`dist/${module}`)), ...args], {
      env: { PATH, HOME, ...settings },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk) => {
      this.out += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
  }

  async end(): Promise<Ended> {
    const code = this.child.exitCode ?? (await once(this.child, 'close'))[0];
    return { code, out: this.out, errors: this.errors };
  }

  /** Resolves with what a pattern captures in the output; rejects when the command ends without it. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.out);
      if (found) return found[1] ?? found[0];
      if (this.child.exitCode !== null) throw new Error(`ended with ${this.child.exitCode}: ${this.out}${this.errors}`);
      const waiting = new AbortController();
      const more = once(this.child.stdout as NodeJS.ReadableStream, 'data', waiting);
      await Promise.race([more, once(this.child, 'close', waiting)]);
      waiting.abort();
    }
  }
}

export const runCommand = (module: string, args: readonly string[], settings: Record<string, string>): Promise<Ended> =>
  new Command(module, args, settings).end();
