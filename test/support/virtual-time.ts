import timers from 'node:timers/promises';

/** Pauses that end at once and are noted; `Date.now` moves on by them. */
export interface VirtualTime {
  /** Milliseconds of each pause asked for in this test. */
  readonly pauses: readonly number[];
  /** Lets milliseconds go by without a pause. */
  pass(milliseconds: number): void;
}

/** For the tests of the describe block that calls it. */
export function useVirtualTime(): VirtualTime {
  const pauses: number[] = [];
  let now = 0;
  beforeEach(() => {
    pauses.length = 0;
    now = Date.UTC(2026, 10, 21);
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    jest.spyOn(timers, 'setTimeout').mockImplementation((delay = 0) => {
      pauses.push(delay);
      now += delay;
      return Promise.resolve();
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return {
    pauses,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}
