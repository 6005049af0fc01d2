import { Equals, Length } from 'class-validator';
import { AggregateRoot } from '../../../src/kernel/aggregate-root';
import { eventSource } from '../../../src/kernel/event-source';
import type { DomainEvent } from '../../../src/kernel/domain-event';
import type { Fold } from '../../../src/kernel/fold';
import { check, invalid, refusal } from '../../../src/kernel/rules';
import type { UniqueValueRule } from '../../../src/eventsourcing/writing/unique-value';

export type BoxEvent =
  | DomainEvent<'shop/box/labelled', { label: string }>
  | DomainEvent<'shop/box/filled', { items: string[] }>
  | DomainEvent<'shop/box/emptied', { items: string[] }>
  | DomainEvent<'shop/box/sealed', Record<string, never>>;

export const boxEvents = eventSource<BoxEvent>({ type: 'shop/box' });

export interface BoxState {
  readonly label: string;
  readonly items: readonly string[];
  readonly sealed: boolean;
}

export const boxFold: Fold<BoxState, BoxEvent> = {
  initial: { label: '', items: [], sealed: false },
  apply: {
    'shop/box/labelled': (box, { label }) => ({ ...box, label }),
    'shop/box/filled': (box, { items }) => ({ ...box, items: [...box.items, ...items] }),
    'shop/box/emptied': (box, { items }) => ({
      ...box,
      items: box.items.filter((item) => !items.includes(item)),
    }),
    'shop/box/sealed': (box) => ({ ...box, sealed: true }),
  },
};

export const boxUniqueValues: UniqueValueRule<BoxState> = ({ label }) =>
  label ? [{ scope: 'shop', name: 'label', value: label }] : [];

class BoxIsOpen {
  @Equals(false, refusal('rule', 'shop/box/sealed', 'The box is sealed.'))
  readonly sealed: boolean;

  constructor(box: BoxState) {
    this.sealed = box.sealed;
  }
}

class LabelIsValid {
  @Length(1, 20, invalid('shop/box/label-invalid', 'must have 1 to 20 characters'))
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

/** A small aggregate for the tests of the engine: one unique value, any number of detail rows. */
export class Box extends AggregateRoot<BoxState, BoxEvent> {
  static readonly type = boxEvents.type;

  constructor(id: string) {
    super(id, boxFold);
  }

  /** Nothing happens when the box has this label. */
  label(label: string): void {
    check(new BoxIsOpen(this.state));
    check(new LabelIsValid(label));
    if (label !== this.state.label) this.apply('shop/box/labelled', { label });
  }

  fill(...items: string[]): void {
    check(new BoxIsOpen(this.state));
    this.apply('shop/box/filled', { items });
  }

  fillAndSeal(...items: string[]): void {
    this.fill(...items);
    this.apply('shop/box/sealed', {});
  }
}
