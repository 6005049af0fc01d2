import type { DomainEvent } from '../../../../../../src/kernel/domain-event';
import { eventSource } from '../../../../../../src/kernel/event-source';

export type ParcelEvent =
  DomainEvent<'shop/parcel/sent', { to: string }> | DomainEvent<'shop/parcel/arrived', Record<string, never>>;

export const parcelEvents = eventSource<ParcelEvent>({
  type: 'shop/parcel',
  views: { 'shop/parcel/sent': ({ to }) => ({ to }) },
});
