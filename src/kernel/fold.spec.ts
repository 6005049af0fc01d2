import { boxFold } from '../../test/support/box/box';
import { labelled } from '../../test/support/box/box.events';
import { applyEvent, UnknownEventError, type EventPosition } from './fold';

const place = (): EventPosition => ({ stream: 'shop/box#1', version: 3 });

describe('applyEvent', () => {
  it('takes the step of the event and leaves the old state as it was', () => {
    const before = { ...boxFold.initial };
    const state = applyEvent(boxFold, boxFold.initial, labelled('toys'), place);
    expect(state.label).toBe('toys');
    expect(boxFold.initial).toEqual(before);
  });

  it.each(['shop/box/burnt', 'toString', '__proto__', 'constructor', ''])(
    'does not skip the unknown %s',
    (type) => {
      const act = (): unknown => applyEvent(boxFold, boxFold.initial, { type, data: {} }, place);
      expect(act).toThrow(UnknownEventError);
      expect(act).toThrow(
        `The event ${type} at version 3 of shop/box#1 is unknown to the fold; deploy the code that knows it, or add its step.`,
      );
    },
  );

  it('asks where it is only when it has to say so', () => {
    const asked = jest.fn(place);
    applyEvent(boxFold, boxFold.initial, labelled('toys'), asked);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('UnknownEventError', () => {
  it('tells the event type and the place apart from the message', () => {
    expect(new UnknownEventError('shop/box/burnt', place(), 'the fold')).toMatchObject({
      name: 'UnknownEventError',
      eventType: 'shop/box/burnt',
      stream: 'shop/box#1',
      version: 3,
    });
  });
});
