import { Worker } from 'node:worker_threads';
import type { FunctionError } from './function-error';
import { splitLines } from './split-lines';
import type { InvokeMessage, WorkerMessage, WorkerSetup } from './worker/messages';

export interface EnvironmentOptions {
  /** The bundled bootstrap. */
  readonly bootstrap: string;
  readonly setup: WorkerSetup;
  readonly variables: Readonly<Record<string, string>>;
  readonly sourcemaps: boolean;
  readonly output: (line: string) => void;
}

export type Ending =
  { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: FunctionError };

/** Node.js itself needs some room beside a function's own objects. */
const SMALLEST_HEAP_MEGABYTES = 64;

/**
 * One execution environment of a function: a worker thread that holds the loaded handler and runs
 * one invocation at a time. After `dead` turns true it is of no more use.
 */
export class ExecutionEnvironment {
  dead = false;
  /** Resolves when the handler is loaded, or with the error that prevented it. */
  readonly started: Promise<FunctionError | undefined>;
  private readonly worker: Worker;
  private settleStart: (error?: FunctionError) => void = () => undefined;
  private settleInvocation: ((ending: Ending) => void) | undefined;

  constructor(private readonly options: EnvironmentOptions) {
    this.started = new Promise((resolve) => {
      this.settleStart = resolve;
    });
    this.worker = new Worker(options.bootstrap, {
      argv: [],
      env: { ...options.variables },
      execArgv: options.sourcemaps ? ['--enable-source-maps'] : [],
      name: options.setup.functionName,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.max(SMALLEST_HEAP_MEGABYTES, options.setup.memoryMegabytes),
      },
      stdout: true,
      stderr: true,
      workerData: options.setup,
    });
    splitLines(this.worker.stdout, options.output);
    splitLines(this.worker.stderr, options.output);
    this.worker.on('message', (message: WorkerMessage) => {
      this.receive(message);
    });
    this.worker.on('error', (error) => {
      this.end(outOfMemory(error) ?? { errorType: error.name, errorMessage: error.message });
    });
    this.worker.on('exit', (code) => {
      this.end({
        errorType: 'Runtime.ExitError',
        errorMessage: `Runtime exited with error: exit status ${code}`,
      });
    });
  }

  /** @returns how it ended; the environment is dead afterwards when the function's process would be */
  invoke(message: InvokeMessage): Promise<Ending> {
    return new Promise((resolve) => {
      this.settleInvocation = resolve;
      this.worker.postMessage(message);
    });
  }

  /** Ends the thread at once, whatever it does; a pending invocation ends with the given error. */
  async terminate(
    error: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'stopped' },
  ): Promise<void> {
    this.end(error);
    await this.worker.terminate();
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
    this.options.output(
      `ERROR Runtime exited between invocations: ${error.errorType}: ${error.errorMessage}`,
    );
  }

  private end(error: FunctionError): void {
    if (this.dead) return;
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

function outOfMemory(error: Error): FunctionError | undefined {
  if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
  return { errorType: 'Runtime.OutOfMemory', errorMessage: 'the function used more than its MemorySize' };
}
