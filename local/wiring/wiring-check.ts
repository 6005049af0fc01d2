import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { RuntimeLog } from '../runtime-log';
import { plainPath } from './plain-path';
import { WiringError, type WiringFault } from './wiring-fault';

/** Holds the manifests against the template; a process of its own loads the sources as they are now. */
const SCRIPT = 'scripts/wiring/check.ts';
const SOURCES = 'src';
const BANNER = '>>> npm run template: ';

/** Milliseconds in which what is saved together arrives. */
const QUIET = 150;

/** Tells what is wired wrongly between the sources and a template, before the application runs and while it does. */
export class WiringCheck {
  private child: ChildProcess | undefined;
  private told: readonly string[] = [];
  private closed = false;
  private waiting = false;
  private watchers: readonly FSWatcher[] = [];
  private isOutdated = false;
  private listener: () => void = () => undefined;

  private constructor(
    private readonly template: string,
    private readonly log: RuntimeLog,
  ) {}

  /** @returns undefined for a template that does not follow from manifests */
  static of(template: string, log: RuntimeLog): WiringCheck | undefined {
    if (!existsSync(SCRIPT) || !existsSync(template)) return undefined;
    return readFileSync(template, 'utf8').includes(BANNER) ? new WiringCheck(template, log) : undefined;
  }

  /** @throws WiringError; what does no harm is only told */
  async pass(): Promise<void> {
    const faults = await this.find();
    this.tell(faults.filter(({ stops }) => !stops));
    const stopping = faults.filter(({ stops }) => stops);
    if (stopping.length > 0) throw new WiringError(stopping);
  }

  /** Whether nothing runs, and nothing will before somebody mends a fault. */
  get isWaiting(): boolean {
    return this.waiting;
  }

  /** From now on no change of a source or of the template is missed. */
  watch(): void {
    if (this.watchers.length > 0) return;
    let timer: NodeJS.Timeout | undefined;
    const changed = (): void => {
      this.isOutdated = true;
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.listener();
      }, QUIET);
    };
    this.watchers = [watch(this.template, changed), watch(SOURCES, { recursive: true }, changed)];
  }

  /** Waits until something has changed since the last look. */
  async changed(): Promise<void> {
    this.waiting = true;
    await new Promise<void>((resolve) => {
      this.listener = resolve;
      if (this.isOutdated) setTimeout(resolve, QUIET);
    });
    this.waiting = false;
  }

  /** Tells after every change what is wrong now, and when nothing is any more; `close` ends it. */
  follow(): void {
    this.listener = () => {
      void this.find().then((faults) => {
        this.tell(faults);
      });
    };
    if (this.isOutdated) this.listener();
  }

  close(): void {
    this.closed = true;
    for (const watcher of this.watchers) watcher.close();
    this.child?.kill('SIGKILL');
  }

  private tell(faults: readonly WiringFault[]): void {
    const messages = faults.map(({ message }) => message);
    if (this.closed || messages.join('\n') === this.told.join('\n')) return;
    for (const { message, stops } of faults) this.log.write(stops ? 'error' : 'warn', message);
    if (faults.length === 0) this.log.write('info', 'the wiring is right again');
    this.told = messages;
  }

  /** A newer look ends an older one, which then finds what was told last. */
  private async find(): Promise<readonly WiringFault[]> {
    this.child?.kill('SIGKILL');
    this.isOutdated = false;
    const project = plainPath(process.cwd());
    const child = fork(join(project.path, SCRIPT), [this.template], {
      execArgv: [...project.nodeOptions, '--import', 'tsx/esm'],
      env: { ...process.env, TSX_TSCONFIG_PATH: join(project.path, 'tsconfig.json') },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child = child;
    return new Promise((resolve) => {
      let complaint = '';
      child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
      child.once('message', (faults) => {
        resolve(faults as WiringFault[]);
      });
      child.once('close', (_, signal) => {
        project.remove();
        if (signal === 'SIGKILL') resolve(this.told.map((message) => ({ message, stops: true })));
        // It ended without an answer: the sources cannot even be loaded.
        else resolve([{ message: reasonIn(complaint), stops: true }]);
      });
    });
  }
}

/** What went wrong, in one line, of what Node.js prints. */
function reasonIn(complaint: string): string {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '');
  const first = Math.max(
    lines.findIndex((line) => /^\w*Error\b.*: /u.test(line)),
    0,
  );
  // Some say only that there are errors, and then which.
  const last = lines[first]?.endsWith(':') === true ? first + 2 : first + 1;
  const reason = lines.slice(first, last).join(' ') || 'no reason was given';
  return `the wiring cannot be checked: ${reason}; npm run check:wiring says more.`;
}
