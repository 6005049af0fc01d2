import type { DomainEvent } from '../../src/kernel/domain-event';
import { eventSource } from '../../src/kernel/event-source';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

type GuestEvent =
  DomainEvent<'shop/guest/arrived', { name: string }> | DomainEvent<'shop/guest/left', Record<string, never>>;

eventSource<GuestEvent>({ type: 'shop/guest', personal: { 'shop/guest/arrived': ['name'] } });
// @ts-expect-error -- the event has no such field
eventSource<GuestEvent>({ type: 'shop/guest', personal: { 'shop/guest/arrived': ['email'] } });
// @ts-expect-error -- a guest has no such event
eventSource<GuestEvent>({ type: 'shop/guest', views: { 'shop/guest/burnt': () => ({}) } });
eventSource<GuestEvent>({
  type: 'shop/guest',
  // @ts-expect-error -- the view shows a field that the event does not have
  views: { 'shop/guest/arrived': (data: { email: string }) => data },
});

type Mixed = GuestEvent | DomainEvent<'shop/room/cleaned', Record<string, never>>;
// @ts-expect-error -- an event of another aggregate
eventSource<Mixed>({ type: 'shop/guest' });
// @ts-expect-error -- whichever of the two it is called after
eventSource<Mixed>({ type: 'shop/room' });
type Bare = GuestEvent | DomainEvent<'arrived', Record<string, never>>;
// @ts-expect-error -- an event's type begins with context and aggregate
eventSource<Bare>({ type: 'shop/guest' });
