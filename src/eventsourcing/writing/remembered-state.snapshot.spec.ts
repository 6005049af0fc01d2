import { Box } from '../../../test/support/box/box';
import type { Aggregate } from '../../kernel/aggregate-root';
import { foldOf } from './remembered-state';

describe('the name of a fold', () => {
  const aggregate = (revision: number, ...eventTypes: string[]): Aggregate =>
    ({ constructor: jest.fn(), revision, eventTypes }) as unknown as Aggregate;

  it('is the same for every aggregate of a class', () => {
    expect(foldOf(new Box('one'))).toBe(foldOf(new Box('two')));
    expect(foldOf(new Box('one'))).toMatch(/^1-[\w-]{6}$/);
  });

  it('is another one for another revision', () => {
    expect(foldOf(aggregate(2, 'a', 'b'))).not.toBe(foldOf(aggregate(1, 'a', 'b')));
  });

  it('is another one for a fold that knows an event less or more, whatever their order', () => {
    expect(foldOf(aggregate(1, 'b', 'a'))).toBe(foldOf(aggregate(1, 'a', 'b')));
    expect(foldOf(aggregate(1, 'a', 'b', 'c'))).not.toBe(foldOf(aggregate(1, 'a', 'b')));
  });
});
