/** Injection token of `Clock`. */
export const CLOCK = Symbol.for('Clock');

/** Tells the time as Unix milliseconds. Whoever decides by it is given one, so that a test can set it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
