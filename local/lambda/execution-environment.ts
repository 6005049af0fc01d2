import { fork, type ChildProcess } from 'node:child_process';
import type { FunctionError } from './function-error';
import { outOfMemory } from './invocation-errors';
import { limitMemory } from './memory-limit';
import { splitLines } from './split-lines';
import type { InvokeMessage, WorkerMessage, WorkerSetup } from './worker/messages';

export interface EnvironmentOptions {
  /** The bundled bootstrap. */
  readonly bootstrap: string;
  readonly setup: WorkerSetup;
  readonly variables: Readonly<Record<string, string>>;
  /** Options of Node.js beside those that every environment gets: a debugger's. */
  readonly nodeOptions: readonly string[];
  readonly output: (line: string) => void;
}

export type Ending =
  { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: FunctionError };

const STOPPED: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'stopped' };

/** What V8 may take of the function's memory; the rest is for Node.js itself and for buffers. */
const HEAP_SHARE = 0.9;

/** Milliseconds that the last lines of an ended process may take; a process that it started can hold its pipes open. */
const LAST_LINES_WITHIN = 500;

/**
 * One execution environment of a function: a process that holds the loaded handler and runs one
 * invocation at a time. After `dead` turns true it is of no more use.
 */
export class ExecutionEnvironment {
  dead = false;
  /** Resolves when the handler is loaded, or with the error that prevented it. */
  readonly started: Promise<FunctionError | undefined>;
  private readonly process: ChildProcess;
  /** Resolves when the process is gone and all that it wrote has been handed over. */
  private readonly gone: Promise<void>;
  private settleStart: (error?: FunctionError) => void = () => undefined;
  private settleInvocation: ((ending: Ending) => void) | undefined;
  private cause: FunctionError | undefined;
  private heapExhausted = false;

  constructor(private readonly options: EnvironmentOptions) {
    this.started = new Promise((resolve) => {
      this.settleStart = resolve;
    });
    const { bootstrap, setup, variables, nodeOptions } = options;
    this.process = fork(bootstrap, [], {
      cwd: setup.directory,
      env: { ...variables },
      execArgv: [`--max-old-space-size=${Math.ceil(setup.memoryMegabytes * HEAP_SHARE)}`, ...nodeOptions],
      // A Ctrl-C in the terminal is for the runtime, which lets functions finish first.
      detached: true,
      silent: true,
    });
    this.handOverLines();
    this.process.on('message', (message: WorkerMessage) => {
      this.receive(message);
    });
    this.gone = this.ending();
    this.send(setup);
  }

  /** @returns how it ended; the environment is dead afterwards when the function's process would be */
  async invoke(message: InvokeMessage): Promise<Ending> {
    const { memoryMegabytes } = this.options.setup;
    const { pid } = this.process;
    const release =
      pid === undefined
        ? undefined
        : limitMemory(pid, memoryMegabytes, () => void this.terminate(outOfMemory(memoryMegabytes)));
    try {
      return await new Promise((resolve) => {
        this.settleInvocation = resolve;
        this.send(message);
      });
    } finally {
      release?.();
    }
  }

  /** Ends the process at once, whatever it does; a pending invocation ends with the given error. */
  async terminate(error: FunctionError = STOPPED): Promise<void> {
    this.cause ??= error;
    this.process.kill('SIGKILL');
    await this.gone;
  }

  private send(message: WorkerSetup | InvokeMessage): void {
    // The one way in which this fails is that the process has ended, which 'exit' tells with the reason.
    this.process.send(message, () => undefined);
  }

  private handOverLines(): void {
    const { output } = this.options;
    const { stdout, stderr } = this.process;
    if (stdout !== null) splitLines(stdout, output);
    if (stderr === null) return;
    splitLines(stderr, (line) => {
      this.heapExhausted ||= line.includes('JavaScript heap out of memory');
      output(line);
    });
  }

  /** The environment has ended when its last line is there: what it wrote before it died says why. */
  private async ending(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.process.once('close', resolve));
    const error = await new Promise<FunctionError>((resolve) => {
      this.process.once('error', (failure) => {
        resolve({ errorType: failure.name, errorMessage: failure.message });
      });
      this.process.once('exit', (code, signal) => {
        resolve(exitError(code, signal));
      });
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_LINES_WITHIN);
    });
    await Promise.race([closed, patience]);
    clearTimeout(timer);
    this.end(this.cause ?? (this.heapExhausted ? outOfMemory(this.options.setup.memoryMegabytes) : error));
  }

  private receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.settleStart();
        break;
      case 'result':
        this.settle({ ok: true, payload: message.payload });
        break;
      case 'error':
        this.settle({ ok: false, error: message.error });
        break;
      case 'fatal':
        this.reportIfIdle(message.error);
        void this.terminate(message.error);
        break;
      case 'init-error':
        void this.terminate(message.error);
    }
  }

  /** Nobody waits for an answer between two invocations, so the log is the only place left. */
  private reportIfIdle(error: FunctionError): void {
    if (this.settleInvocation !== undefined || this.dead) return;
    this.dead = true;
    this.options.output(
      `ERROR Runtime exited between invocations: ${error.errorType}: ${error.errorMessage}`,
    );
  }

  private end(error: FunctionError): void {
    this.dead = true;
    this.settleStart(error);
    this.settle({ ok: false, error });
  }

  private settle(ending: Ending): void {
    const settle = this.settleInvocation;
    this.settleInvocation = undefined;
    settle?.(ending);
  }
}

/** Source: the wording of Lambda's REPORT lines, "Runtime exited with error: signal: killed". */
function exitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
  const how = signal === null ? `exit status ${code ?? 'unknown'}` : `signal: ${signal}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: ${how}` };
}
