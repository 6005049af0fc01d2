import { AggregateRoot } from '../../../../../../src/kernel/aggregate-root';
import type { Fold } from '../../../../../../src/kernel/fold';
import { parcelEvents, type ParcelEvent } from './parcel.events';

export interface ParcelState {
  readonly to: string;
  readonly arrived: boolean;
}

export const parcelFold: Fold<ParcelState, ParcelEvent> = {
  initial: { to: '', arrived: false },
  apply: {
    'shop/parcel/sent': (parcel, { to }) => ({ ...parcel, to }),
    'shop/parcel/arrived': (parcel) => ({ ...parcel, arrived: true }),
  },
};

export class Parcel extends AggregateRoot<ParcelState, ParcelEvent> {
  static readonly type = parcelEvents.type;

  constructor(id: string) {
    super(id, parcelFold);
  }

  send(to: string): void {
    this.apply('shop/parcel/sent', { to });
  }

  arrive(): void {
    this.apply('shop/parcel/arrived', {});
  }
}
