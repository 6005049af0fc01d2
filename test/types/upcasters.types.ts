import type { Upcasters } from '../../src/kernel/upcasters';
import type { BoxEvent } from '../support/box/box';
import { boxUpcasters } from '../support/box/box.upcasters';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

const upcasters = (steps: Upcasters<BoxEvent>): Upcasters<BoxEvent> => steps;

/** Of any aggregate, as a manifest takes them. */
export const untyped: Upcasters = boxUpcasters;

export const nothing = upcasters({});

export const oneStep = upcasters({
  'shop/box/labelled': [({ name }) => ({ label: String(name) })],
});

export const misspelt = upcasters({
  // @ts-expect-error -- no event has this type
  'shop/box/labeled': [() => ({ label: '' })],
});

export const stepless = upcasters({
  // @ts-expect-error -- an event without a past is left out
  'shop/box/labelled': [],
});

export const lastStep = upcasters({
  // @ts-expect-error -- the last step gives what the event has today, and a label is text
  'shop/box/labelled': [() => ({ label: 7 })],
});

export const incomplete = upcasters({
  // @ts-expect-error -- the label is missing after the last step
  'shop/box/labelled': [({ name }) => ({ label: String(name) }), () => ({})],
});

export const careless = upcasters({
  // @ts-expect-error -- what was stored long ago may be anything: say how it becomes text
  'shop/box/labelled': [({ name }) => ({ label: name })],
});

export const changed = upcasters({
  'shop/box/labelled': [
    (data) => {
      // @ts-expect-error -- a step leaves what was stored as it is
      data.label = '';
      return { label: '' };
    },
  ],
});
