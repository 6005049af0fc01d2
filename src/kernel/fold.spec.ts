import { boxFold } from '../../test/support/box/box';
import { labelled } from '../../test/support/box/box.events';
import { applyEvent, UnknownEventError } from './fold';

const where = (): string => 'The fold of shop/box#1 at version 1';

describe('applyEvent', () => {
  it('takes the step of the event and leaves the old state as it was', () => {
    const before = { ...boxFold.initial };
    const state = applyEvent(boxFold, boxFold.initial, labelled('toys'), where);
    expect(state.label).toBe('toys');
    expect(boxFold.initial).toEqual(before);
  });

  it.each(['shop/box/burnt', 'toString', '__proto__', 'constructor', ''])(
    'does not skip the unknown %s',
    (type) => {
      const act = (): unknown => applyEvent(boxFold, boxFold.initial, { type, data: {} }, where);
      expect(act).toThrow(UnknownEventError);
      expect(act).toThrow(
        `The fold of shop/box#1 at version 1 does not know the event type ${type}; deploy the code that does, or add its step.`,
      );
    },
  );

  it('asks where it is only when it has to say so', () => {
    const asked = jest.fn(where);
    applyEvent(boxFold, boxFold.initial, labelled('toys'), asked);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('UnknownEventError', () => {
  it('tells the event type and the place apart from the message', () => {
    expect(new UnknownEventError('shop/box/burnt', 'BoxesTable')).toMatchObject({
      name: 'UnknownEventError',
      eventType: 'shop/box/burnt',
      where: 'BoxesTable',
    });
  });
});
