import type { World } from '../world';
import { ExecutionEnvironment } from './execution-environment';

/** What a function does with an event. @param until Unix time in milliseconds when its time is up */
export type Handler<Event, Answer> = (event: Event, until: number) => Promise<Answer>;

/** Starts a function in a new process. */
export type Start<Event, Answer> = (environment: ExecutionEnvironment) => Handler<Event, Answer>;

interface Warm<Event, Answer> {
  /** Deployments before its code's. */
  readonly generation: number;
  readonly environment: ExecutionEnvironment;
  readonly handle: Handler<Event, Answer>;
}

export interface FunctionOptions {
  /** Seconds. */
  readonly timeout: number;
}

/** Lambda: as many processes as are needed, kept for the next invocation, and ended with the one that fails them. */
export class SimulatedFunction<Event, Answer> {
  invocations = 0;
  private idle: Warm<Event, Answer>[] = [];
  private generation = 0;
  /** Of the oldest code that is still used. */
  private oldest = 0;

  constructor(
    private readonly world: World,
    private start: Start<Event, Answer>,
    private readonly options: FunctionOptions,
  ) {}

  /** From now on new processes run this; for so many milliseconds those that are there are still used. */
  deploy(start: Start<Event, Answer>, overlap: number): void {
    this.start = start;
    const generation = (this.generation += 1);
    this.world.time.after(overlap, () => {
      this.oldest = generation;
    });
  }

  /** @throws what the function throws; Error when it crashes or its time is up */
  async invoke(event: Event): Promise<Answer> {
    const { time } = this.world;
    this.invocations += 1;
    const warm = this.warm() ?? this.cold();
    const { environment, handle } = warm;
    const milliseconds = this.options.timeout * 1_000;
    let isUnderWay = true;
    time.after(milliseconds, () => {
      if (isUnderWay) environment.kill('its time was up');
    });
    try {
      return await Promise.race([handle(event, time.now + milliseconds), environment.ended]);
    } finally {
      isUnderWay = false;
      if (environment.isAlive) this.idle.push(warm);
    }
  }

  private warm(): Warm<Event, Answer> | undefined {
    this.idle = this.idle.filter(({ generation }) => generation >= this.oldest);
    const [warm] = this.idle.splice(this.world.random.between(0, Math.max(0, this.idle.length - 1)), 1);
    return warm;
  }

  private cold(): Warm<Event, Answer> {
    const environment = new ExecutionEnvironment();
    return { generation: this.generation, environment, handle: this.start(environment) };
  }
}
