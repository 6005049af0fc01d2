import type { DomainEvent } from '../../../../../../src/kernel/domain-event';
import { eventSource } from '../../../../../../src/kernel/event-source';

export type LabelEvent = DomainEvent<'shop/label/printed', { parcelId: string }>;

export const labelEvents = eventSource<LabelEvent>({ type: 'shop/label' });
