import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../src/project.js';

/** A file of the project as a path. */
export const fileOf = (path: string): string => fileURLToPath(projectFile(path));

const patience = 60_000;
/** As `npm start` has it; peers have it too, so that none is ahead by it. */
const nodeOptions = ['--use-largepages=silent'];
const running = new Set<Started>();
const { PATH = '', HOME = '' } = process.env;

/** A process of this run: it ends with the run, however that ends. Its errors are kept for whoever asks why. */
export class Started {
  errors = '';
  out = '';

  constructor(
    readonly child: ChildProcess,
    private readonly name: string,
    /** Whether it leads a group of processes, which end with it. */
    private readonly leads = false,
  ) {
    running.add(this);
    child.once('exit', () => running.delete(this));
    child.stdout?.on('data', (chunk) => {
      this.out = (this.out + chunk).slice(-10_000);
    });
    child.stderr?.on('data', (chunk) => {
      this.errors = (this.errors + chunk).slice(-10_000);
    });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** What its output says; rejects when it ends, or the time does, without having said it. */
  async says(pattern: RegExp): Promise<string> {
    return this.#orFails(async () => {
      for (;;) {
        const found = pattern.exec(this.out);
        if (found) return found[1] ?? found[0];
        await once(this.child.stdout as NodeJS.ReadableStream, 'data');
      }
    });
  }

  /** The next message from a forked one. */
  async message<R>(): Promise<R> {
    return this.#orFails(async () => (await once(this.child, 'message'))[0] as R);
  }

  /** Waits for its end, which must be a good one. */
  async done(): Promise<void> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    if (this.child.exitCode !== 0) throw this.#failure();
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(timer);
  }

  kill(signal: NodeJS.Signals): void {
    if (this.leads) process.kill(-this.pid, signal);
    else this.child.kill(signal);
  }

  #failure(): Error {
    return new Error(
      `${this.name} ended with ${this.child.exitCode ?? this.child.signalCode}:\n${this.out}${this.errors}`,
    );
  }

  async #orFails<R>(work: () => Promise<R>): Promise<R> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) throw this.#failure();
    let timer: NodeJS.Timeout | undefined;
    let onExit: (() => void) | undefined;
    const failed = new Promise<never>((_, reject) => {
      onExit = () => reject(this.#failure());
      this.child.once('close', onExit);
      timer = setTimeout(() => reject(new Error(`${this.name} said nothing for ${patience / 1000} s.`)), patience);
    });
    try {
      return await Promise.race([work(), failed]);
    } finally {
      clearTimeout(timer);
      if (onExit) this.child.off('close', onExit);
    }
  }
}

/** A command of the built project. */
export function startCommand(module: string, args: string[], settings: Record<string, string>): Started {
  return start(process.execPath, [...nodeOptions, fileOf(`dist/${module}`), ...args], settings, module);
}

export function start(
  command: string,
  args: string[],
  settings: Record<string, string>,
  name = command,
  options: SpawnOptions = {},
): Started {
  const env = { PATH, HOME, NODE_ENV: 'production', ...settings };
  return new Started(
    spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], ...options }),
    name,
    options.detached,
  );
}

/** A module that talks to this process, and ends when this process has gone. */
export function startModule(path: string, settings: Record<string, string> = {}): Started {
  const env = { PATH, HOME, NODE_ENV: 'production', ...settings };
  return new Started(
    fork(fileOf(path), { env, execArgv: nodeOptions, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }),
    path,
  );
}

/** For the end of the run, where nobody can wait any more. */
export function killAll(): void {
  for (const started of running) started.kill('SIGKILL');
}

/** Bytes that a process holds now (VmRSS), or held at most (VmHWM); undefined where the system does not say or it has ended. */
export async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Milliseconds for which a process has computed (in steps of 10); NaN where the system does not say. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return (Number(user) + Number(system)) * 10;
}
