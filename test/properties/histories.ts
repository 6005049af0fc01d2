import fc from 'fast-check';
import type { BoxEvent } from '../support/box/box';
import { emptied, filled, labelled, sealed } from '../support/box/box.events';

/** Text of any script and any length up to a few KB, some of it repetitive, some not: both decide what a snapshot weighs. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 500, maxLength: 2_500 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }).map((length) => 'x'.repeat(length)) },
);

const event: fc.Arbitrary<BoxEvent> = fc.oneof(
  text.map(labelled),
  fc.array(text, { maxLength: 3 }).map((items) => filled(...items)),
  fc.array(text, { maxLength: 3 }).map((items) => emptied(...items)),
  fc.constant(sealed),
);

/** The events of one command after the other. */
export const histories = fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 40,
});
