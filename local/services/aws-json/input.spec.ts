import { AwsError } from './aws-error';
import { boundedInteger, objects, optionalNumber, optionalObject, optionalText, text, texts } from './input';

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof AwsError) return error.type;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('reading a request', () => {
  const input = {
    name: 'a',
    count: 3,
    settings: { mode: 'on' },
    list: [{ id: 1 }],
    ids: ['x'],
    nothing: null,
  };

  it('gives members of the right type', () => {
    expect(text(input, 'name')).toBe('a');
    expect(optionalNumber(input, 'count')).toBe(3);
    expect(optionalObject(input, 'settings')).toEqual({ mode: 'on' });
    expect(objects(input, 'list')).toEqual([{ id: 1 }]);
    expect(texts(input, 'ids')).toEqual(['x']);
  });

  it('takes null for absent', () => {
    expect(optionalText(input, 'nothing')).toBeUndefined();
    expect(optionalNumber(input, 'nothing')).toBeUndefined();
    expect(optionalObject(input, 'nothing')).toBeUndefined();
  });

  it.each([
    ['text', (): unknown => text(input, 'missing')],
    ['objects', (): unknown => objects(input, 'missing')],
    ['texts', (): unknown => texts(input, 'missing')],
  ])('refuses an absent member that %s needs with ValidationException', (_name, read) => {
    expect(refusalOf(read)).toBe('ValidationException');
  });

  it.each([
    ['a number for text', (): unknown => text(input, 'count')],
    ['text for a number', (): unknown => optionalNumber(input, 'name')],
    ['a list for an object', (): unknown => optionalObject(input, 'list')],
    ['an object for a list', (): unknown => objects(input, 'settings')],
    ['a list of text for objects', (): unknown => objects(input, 'ids')],
    ['a list of objects for text', (): unknown => texts(input, 'list')],
  ])('refuses %s with SerializationException', (_name, read) => {
    expect(refusalOf(read)).toBe('SerializationException');
  });

  it('bounds integers, including both bounds', () => {
    expect(boundedInteger(input, 'count', 3, 3, 1)).toBe(3);
    expect(boundedInteger(input, 'missing', 1, 5, 2)).toBe(2);
    expect(refusalOf(() => boundedInteger(input, 'count', 4, 5, 4))).toBe('ValidationException');
    expect(refusalOf(() => boundedInteger(input, 'count', 1, 2, 1))).toBe('ValidationException');
    expect(refusalOf(() => boundedInteger({ count: 1.5 }, 'count', 1, 2, 1))).toBe('ValidationException');
  });
});
