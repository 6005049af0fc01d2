import type { Fold } from '../../src/kernel/fold';
import { AggregateRoot } from '../../src/kernel/aggregate-root';
import { boxFold, type BoxEvent, type BoxState } from '../support/box/box';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

const apply = boxFold.apply;

export const forgotten: Fold<BoxState, BoxEvent> = {
  initial: boxFold.initial,
  // @ts-expect-error -- the step of shop/box/sealed is missing
  apply: {
    'shop/box/labelled': apply['shop/box/labelled'],
    'shop/box/filled': apply['shop/box/filled'],
    'shop/box/emptied': apply['shop/box/emptied'],
  },
};

export const misspelt: Fold<BoxState, BoxEvent> = {
  initial: boxFold.initial,
  apply: {
    ...apply,
    // @ts-expect-error -- no event has this type
    'shop/box/labeled': (box: BoxState) => box,
  },
};

export const wrongPayload: Fold<BoxState, BoxEvent> = {
  initial: boxFold.initial,
  apply: {
    ...apply,
    // @ts-expect-error -- shop/box/labelled has a label, no name
    'shop/box/labelled': (box, { name }) => ({ ...box, label: String(name) }),
  },
};

export const wrongState: Fold<BoxState, BoxEvent> = {
  initial: boxFold.initial,
  apply: {
    ...apply,
    // @ts-expect-error -- a step gives back a whole state
    'shop/box/sealed': () => ({ sealed: true }),
  },
};

export class Careless extends AggregateRoot<BoxState, BoxEvent> {
  static readonly type = 'shop/box';

  constructor(id: string) {
    super(id, boxFold);
  }

  raiseRightly(): void {
    this.apply('shop/box/labelled', { label: 'toys' });
    this.apply('shop/box/sealed', {});
  }

  raiseWrongly(): void {
    // @ts-expect-error -- no event has this type
    this.apply('shop/box/burnt', {});
    // @ts-expect-error -- the label is missing
    this.apply('shop/box/labelled', {});
    // @ts-expect-error -- a label is text
    this.apply('shop/box/labelled', { label: 7 });
    // @ts-expect-error -- sealing says nothing
    this.apply('shop/box/sealed', { label: 'toys' });
    // @ts-expect-error -- only events change the state
    this.state.label = 'toys';
  }
}
