import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Kill } from '../faults/fault-kinds';
import type { Stroke } from '../faults/faults';
import type { Ending, ExecutionEnvironment } from './execution-environment';
import type { FunctionDefinition } from './function-definition';
import type { FunctionError } from './function-error';
import { noStatistics, type FunctionStatistics } from './function-statistics';
import { newTraceId, type InvocationOutcome, type Invoker } from './invocation';
import { invokeAndKill } from './kill';
import { isTooLarge, requestTooLarge, responseTooLarge, TIMED_OUT, timedOut } from './invocation-errors';

export interface LocalFunctionOptions {
  readonly definition: FunctionDefinition;
  /** The most invocations at a time, unless the template reserves fewer. */
  readonly concurrency: number;
  /** Off while a debugger is open: a breakpoint must not end the function. */
  readonly enforceTimeout: boolean;
  readonly createEnvironment: () => ExecutionEnvironment;
  /** What kills the process in the next invocation, if anything. */
  readonly nextKill?: (() => Stroke<Kill> | undefined) | undefined;
  readonly output: (line: string) => void;
}

interface Waiting {
  readonly requestId: string;
  readonly payload: string;
  readonly traceId: string;
  readonly resolve: (outcome: InvocationOutcome) => void;
}

interface Idle {
  readonly environment: ExecutionEnvironment;
  readonly since: number;
}

/** Lambda gives a function 10 s to load. Source: "Understanding the Lambda execution environment lifecycle". */
const INIT_SECONDS = 10;

/**
 * Milliseconds of waiting after which another environment is worth its start. Lambda would start one at
 * once; here a start takes longer, and more from the others, than most invocations.
 */
const PATIENCE = 50;

/** Milliseconds without the end of any invocation after which all environments are taken to be waiting. */
const STUCK = 300;

/**
 * A function with its execution environments. Invocations beyond the limit wait in line where
 * Lambda would throttle: this machine has one user.
 */
export class LocalFunction implements Invoker {
  readonly statistics: FunctionStatistics = noStatistics();
  private readonly environments = new Set<ExecutionEnvironment>();
  private idle: Idle[] = [];
  private readonly line: Waiting[] = [];
  private readonly limit: number;
  private starting = 0;
  private busy = 0;
  private generation = 0;
  private stopped = false;
  private growing: NodeJS.Timeout | undefined;
  private lastEnd = 0;

  constructor(private readonly options: LocalFunctionOptions) {
    this.limit = Math.min(options.definition.reservedConcurrency ?? options.concurrency, options.concurrency);
  }

  get definition(): FunctionDefinition {
    return this.options.definition;
  }

  get revision(): number {
    return this.generation;
  }

  get inFlight(): number {
    return this.busy;
  }

  get waiting(): number {
    return this.line.length;
  }

  get environmentCount(): number {
    return this.environments.size;
  }

  invoke(payload: string, traceId = newTraceId(Date.now())): Promise<InvocationOutcome> {
    const requestId = randomUUID();
    const refusal = this.refusal(payload);
    if (refusal !== undefined) return Promise.resolve({ ok: false, error: refusal, requestId });
    return new Promise((resolve) => {
      this.line.push({ requestId, payload, traceId, resolve });
      this.serve();
    });
  }

  /** New code: running invocations end on the old one, the next ones start cold on the new. */
  reload(): void {
    this.generation++;
    const old = this.idle;
    this.idle = [];
    for (const { environment } of old) this.retire(environment);
  }

  /** Ends environments that have been idle since before the given time, but for the last used one. */
  retireIdleSince(time: number): void {
    const retired = this.idle.slice(0, -1).filter(({ since }) => since < time);
    this.idle = this.idle.filter((idle) => !retired.includes(idle));
    for (const { environment } of retired) this.retire(environment);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.growing);
    const error = { errorType: 'Runtime.ExitError', errorMessage: 'the runtime is stopping' };
    for (const { requestId, resolve } of this.line.splice(0)) resolve({ ok: false, error, requestId });
    await Promise.all([...this.environments].map((environment) => environment.terminate(error)));
  }

  private refusal(payload: string): FunctionError | undefined {
    if (this.stopped) return { errorType: 'ServiceException', errorMessage: 'the runtime is stopping' };
    if (this.limit === 0) return { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };
    return isTooLarge(payload) ? requestTooLarge() : undefined;
  }

  private serve(): void {
    this.idle = this.idle.filter(({ environment }) => this.isAlive(environment));
    while (this.line.length > 0) {
      const environment = this.idle.pop()?.environment;
      if (environment === undefined) break;
      const next = this.line.shift();
      if (next !== undefined) void this.run(environment, next);
    }
    this.grow();
  }

  /** The first environment starts at once; another one only when somebody has waited for a while. */
  private grow(): void {
    if (this.environments.size === 0 && this.isShort()) void this.start();
    if (this.growing !== undefined || !this.isShort()) return;
    this.growing = setTimeout(() => {
      this.growing = undefined;
      // More than one for each core helps only when all of them wait for something else.
      const stuck = performance.now() - this.lastEnd >= STUCK;
      if (this.isShort() && (stuck || this.environments.size < availableParallelism())) void this.start();
      this.grow();
    }, PATIENCE);
  }

  private isShort(): boolean {
    return this.starting < this.line.length && this.environments.size < this.limit;
  }

  private async start(): Promise<void> {
    const { definition, createEnvironment, enforceTimeout, output } = this.options;
    const generation = this.generation;
    const environment = createEnvironment();
    this.environments.add(environment);
    this.starting++;
    this.statistics.coldStarts++;
    const seconds = Math.max(INIT_SECONDS, definition.timeoutSeconds);
    const timer = enforceTimeout
      ? setTimeout(() => void environment.terminate(timedOut(seconds)), seconds * 1000)
      : undefined;
    const error = await environment.started;
    clearTimeout(timer);
    this.starting--;
    if (error === undefined) {
      this.release(environment, generation);
      return;
    }
    this.environments.delete(environment);
    const next = this.line.shift();
    if (next !== undefined) {
      this.count({ ok: false, error }, 0);
      next.resolve({ ok: false, error, requestId: next.requestId });
    }
    output(`ERROR Init Error ${JSON.stringify(error)}`);
    this.serve();
  }

  private async run(
    environment: ExecutionEnvironment,
    { requestId, payload, traceId, resolve }: Waiting,
  ): Promise<void> {
    const { definition, enforceTimeout, output } = this.options;
    const generation = this.generation;
    const milliseconds = definition.timeoutSeconds * 1000;
    const start = performance.now();
    this.busy++;
    const timer = enforceTimeout
      ? setTimeout(
          () => void environment.terminate(timedOut(definition.timeoutSeconds, requestId)),
          milliseconds,
        )
      : undefined;
    const deadline = Date.now() + milliseconds;
    const invoke = (): Promise<Ending> => environment.invoke({ requestId, payload, traceId, deadline });
    const kill = this.options.nextKill?.();
    const ending = await (kill ? invokeAndKill(kill, environment, invoke, this.usually) : invoke());
    clearTimeout(timer);
    this.busy--;
    this.lastEnd = performance.now();
    const outcome =
      ending.ok && isTooLarge(ending.payload) ? { ok: false as const, error: responseTooLarge() } : ending;
    this.count(outcome, performance.now() - start);
    if (!outcome.ok) output(`ERROR Invoke Error ${JSON.stringify(outcome.error)}`);
    resolve({ ...outcome, requestId });
    this.release(environment, generation);
  }

  /** After its work an environment serves again, unless it died or its code is old. */
  private release(environment: ExecutionEnvironment, generation: number): void {
    if (generation !== this.generation) this.retire(environment);
    else if (this.isAlive(environment)) this.idle.push({ environment, since: Date.now() });
    this.serve();
  }

  private isAlive(environment: ExecutionEnvironment): boolean {
    if (environment.dead) this.environments.delete(environment);
    return !environment.dead;
  }

  private retire(environment: ExecutionEnvironment): void {
    this.environments.delete(environment);
    void environment.terminate();
  }

  /** Milliseconds that an invocation takes. */
  private get usually(): number {
    const { durationTotal, invocations } = this.statistics;
    return durationTotal / Math.max(1, invocations);
  }

  private count(outcome: { ok: true } | { ok: false; error: FunctionError }, duration: number): void {
    const statistics = this.statistics;
    statistics.invocations++;
    if (!outcome.ok) statistics.errors++;
    if (!outcome.ok && outcome.error.errorType === TIMED_OUT) statistics.timeouts++;
    statistics.durationLast = duration;
    statistics.durationMaximum = Math.max(statistics.durationMaximum, duration);
    statistics.durationTotal += duration;
  }
}
