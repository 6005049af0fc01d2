import { runInNewContext } from 'node:vm';
import { literal } from './literal';

/** Evaluates a literal as Postman does, with a variable `id`. */
function evaluated(value: unknown): unknown {
  const pm = { variables: { get: (name: string): unknown => (name === 'id' ? 'a-uuid' : undefined) } };
  return runInNewContext(`(${literal(value)})`, { pm }) as unknown;
}

describe(literal, () => {
  it('looks variables up', () => {
    expect(literal({ id: '{{id}}' })).toBe("{ id: pm.variables.get('id') }");
    expect(evaluated({ id: '{{id}}', email: 'ann.{{id}}@example.com' })).toEqual({
      id: 'a-uuid',
      email: 'ann.a-uuid@example.com',
    });
  });

  it.each([
    '',
    'plain',
    "it's",
    'a "quoted" text',
    'back\\slash',
    'a `tick` and ${no} place',
    'line\nbreak',
    'Żaneta 王 🌱',
    7,
    true,
    null,
    [],
    ['a', { b: [1, 'c'] }],
  ])('keeps %p', (value) => {
    expect(evaluated(value)).toEqual(value);
  });

  it('keeps what surrounds a variable', () => {
    expect(evaluated('`$\\ \'"{{id}}')).toBe('`$\\ \'"a-uuid');
  });
});
