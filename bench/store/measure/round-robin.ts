import type { Contestant } from '../contestants/contestant';
import { percentiles } from '../../support/percentiles';
import { shuffled } from '../workload/random';
import type { Stream } from '../workload/stream';
import type { Measurement } from './measurement';
import { mean, type Usage } from '../../../test/support/metering/usage';

/** A contestant with the streams that it is measured on. */
export interface Entrant {
  readonly contestant: Contestant;
  readonly streams: readonly Stream[];
}

export interface Series {
  /** Of the streams. */
  readonly length: number;
  /** That each command appends. */
  readonly events: number;
  /** How often each contestant has its turn. */
  readonly rounds: number;
}

/** A contestant that has used up this time, in milliseconds, has no more turns once it has had `ENOUGH`. */
const BUDGET = 8_000;
const ENOUGH = 10;

/** Measures commands. In each round every contestant has one, in an order of its own, so that noise hits all alike. */
export async function measureCommands(
  entrants: readonly Entrant[],
  series: Series,
): Promise<readonly Measurement[]> {
  return inTurns(entrants, series, ({ contestant }, stream) => {
    const command = stream.command(series.events);
    return () => contestant.change(command);
  });
}

/** Measures what a process that has nothing in memory loads. */
export async function measureLoads(
  entrants: readonly Entrant[],
  series: Omit<Series, 'events'>,
): Promise<readonly Measurement[]> {
  return inTurns(entrants, { ...series, events: 0 }, ({ contestant }, { id }) => {
    return () => contestant.load(id);
  });
}

/** @param prepare what is not measured; its result is */
async function inTurns(
  entrants: readonly Entrant[],
  series: Series,
  prepare: (entrant: Entrant, stream: Stream) => () => Promise<unknown>,
): Promise<readonly Measurement[]> {
  const lanes = entrants.map((entrant) => new Lane(entrant));
  for (let round = 0; round < series.rounds; round += 1) {
    for (const lane of shuffled(lanes)) {
      if (!lane.isSpent) await lane.measure(prepare(lane.entrant, lane.stream(round)));
    }
  }
  return lanes.map((lane) => lane.measurement(series));
}

class Lane {
  private readonly usages: Usage[] = [];
  private readonly times: number[] = [];
  private spent = 0;

  constructor(readonly entrant: Entrant) {}

  get isSpent(): boolean {
    return this.spent > BUDGET && this.times.length >= ENOUGH;
  }

  stream(round: number): Stream {
    const { contestant, streams } = this.entrant;
    const stream = streams[round % streams.length];
    if (!stream) throw new Error(`${contestant.name} has no stream to be measured on.`);
    return stream;
  }

  async measure(work: () => Promise<unknown>): Promise<void> {
    const { meter } = this.entrant.contestant;
    meter.take();
    const start = performance.now();
    await work();
    const time = performance.now() - start;
    this.times.push(time);
    this.usages.push(meter.take());
    this.spent += time;
  }

  measurement({ length, events }: Series): Measurement {
    const { name, isOurs, isWarm } = this.entrant.contestant;
    return {
      contestant: name,
      isOurs,
      isWarm,
      length,
      events,
      count: this.times.length,
      usage: mean(this.usages),
      milliseconds: percentiles(this.times).p50,
    };
  }
}
