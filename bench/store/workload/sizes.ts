import { RECENT } from './account';
import { Stream } from './stream';

/** Events that the means are taken over. */
const SAMPLE = 200;

/** Mean bytes of the workload's parts as JSON, by drawing some. */
export function workloadSizes(): {
  readonly event: number;
  readonly metadata: number;
  readonly state: number;
} {
  const stream = new Stream(RECENT);
  const samples = Array.from({ length: SAMPLE }, () => {
    const { events, metadata } = stream.command(1);
    return { event: sizeOf(events[0]), metadata: sizeOf(metadata), state: sizeOf(stream.account) };
  });
  // The first states are not full yet.
  const full = samples.slice(SAMPLE / 2);
  const mean = (of: (sample: (typeof samples)[number]) => number): number =>
    Math.round(full.reduce((total, sample) => total + of(sample), 0) / full.length);
  return {
    event: mean(({ event }) => event),
    metadata: mean(({ metadata }) => metadata),
    state: mean(({ state }) => state),
  };
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
