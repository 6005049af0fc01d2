import fc from 'fast-check';
import type { DomainEvent } from './domain-event';
import { eventSource, publicView, withoutPersonal } from './event-source';

type GuestEvent =
  | DomainEvent<'shop/guest/arrived', { name: string; room: number; children: readonly string[] }>
  | DomainEvent<'shop/guest/left', { room: number }>;

const guestEvents = eventSource<GuestEvent>({
  type: 'shop/guest',
  views: { 'shop/guest/arrived': ({ room }) => ({ room }) },
  personal: { 'shop/guest/arrived': ['name', 'children'] },
});
const arrived: GuestEvent = {
  type: 'shop/guest/arrived',
  data: { name: 'Ann', room: 7, children: ['Bob'] },
};
const left: GuestEvent = { type: 'shop/guest/left', data: { room: 7 } };

describe(eventSource, () => {
  it.each(['upcasters', 'views', 'personal'] as const)('refuses %s of an event of another source', (part) => {
    const declared = { type: 'shop/guest', [part]: { 'shop/guests/arrived': [] } } as { type: string };
    expect(() => eventSource(declared)).toThrow(
      `The ${part} of shop/guest name shop/guests/arrived, which is no event of it: move it to the source of that ` +
        "event, or begin the event's type with shop/guest/.",
    );
  });

  it('shows nothing and lifts nothing unless told so', () => {
    expect(eventSource({ type: 'shop/box' })).toEqual({
      type: 'shop/box',
      upcasters: {},
      views: {},
      personal: {},
    });
  });
});

describe(publicView, () => {
  it('is what the declared view makes of the data', () => {
    expect(publicView(guestEvents, arrived)).toEqual({ room: 7 });
  });

  it.each([left.type, 'toString', '__proto__'])('is nothing for %s, which declares none', (type) => {
    expect(publicView(guestEvents, { type, data: {} })).toBeUndefined();
  });
});

describe(withoutPersonal, () => {
  it('hides the marked fields, whatever they hold, and leaves the event as it was', () => {
    const copy = structuredClone(arrived);
    expect(withoutPersonal(guestEvents, arrived)).toEqual({
      type: arrived.type,
      data: { name: '(personal)', room: 7, children: '(personal)' },
    });
    expect(arrived).toEqual(copy);
  });

  it('leaves an event without such fields as it is', () => {
    expect(withoutPersonal(guestEvents, left)).toEqual(left);
  });

  it('hides all of an event of another source, whose marks are not known', () => {
    const other = { type: 'shop/guest-list/printed', data: { names: ['Ann'] } };
    expect(withoutPersonal(guestEvents, other)).toEqual({ type: other.type, data: {} });
  });

  it('lets nothing personal through', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.array(fc.uuid()), (name, children) => {
        const event: GuestEvent = { type: 'shop/guest/arrived', data: { name, room: 1, children } };
        const text = JSON.stringify(withoutPersonal(guestEvents, event));
        for (const secret of [name, ...children]) expect(text).not.toContain(secret);
      }),
    );
  });
});
