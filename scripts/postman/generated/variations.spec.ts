import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { bodyText, type Body } from './request';
import { newDigits, uniqueVariations, wrongVariations } from './variations';

const ask = (body: Body): Parameters<typeof uniqueVariations>[0] => ({
  context: 0,
  method: 'POST',
  target: '/',
  body,
});
const first = (body: Body): Body | undefined => uniqueVariations(ask(body), 'shop')[0]?.body;

describe(uniqueVariations, () => {
  it.each<[Body, Body]>([
    [{ email: 'ann@example.com' }, { email: 'ann.{{shopId}}@example.com' }],
    [{ name: 'Corner shop' }, { name: 'Corner shop {{shopId}}' }],
    [{ number: 'INV-2026-0042/B' }, { number: 'INV-2026-{{shopDigits4}}/B' }],
    [{ phone: '+43 123' }, { phone: '+43 {{shopDigits3}}' }],
  ])('keeps the form of %p', (example, varied) => {
    expect(first(example)).toEqual(varied);
  });

  it('makes a number of digits, not a text', () => {
    const varied = first({ number: 1001 });
    expect(varied && bodyText(varied)).toBe('{\n  "number": {{shopDigits6}}\n}');
  });

  it('leaves alone what differs already, and what has no other values', () => {
    expect(uniqueVariations(ask({ id: '{{shopId}}', open: true, tags: ['a'] }), 'shop')).toEqual([]);
  });
});

describe(wrongVariations, () => {
  it('breaks one field at a time, never an identity', () => {
    const wrong = wrongVariations(ask({ id: '{{shopId}}', name: 'Ann', size: 3 })).map(({ body }) => body);
    expect(wrong).toContainEqual({ id: '{{shopId}}', name: ' ', size: 3 });
    expect(wrong).toContainEqual({ id: '{{shopId}}', name: 'Ann', size: -1 });
    expect(wrong.every((body) => body?.id === '{{shopId}}')).toBe(true);
  });
});

describe(newDigits, () => {
  it('gives as many digits as asked for, never the same twice in a run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), (digits) => {
        const values = new Map<string, unknown>();
        const collectionVariables = {
          get: (name: string): unknown => values.get(name),
          set: (name: string, value: unknown): void => void values.set(name, value),
        };
        const made = Array.from({ length: 50 }, () => {
          const script = `{ ${newDigits(`shopDigits${digits}`).join('\n')} }`;
          runInNewContext(script, { pm: { collectionVariables } });
          return String(values.get(`shopDigits${digits}`));
        });
        expect(new Set(made).size).toBe(50);
        expect(made.every((value) => new RegExp(`^[1-9]\\d{${digits - 1}}$`, 'u').test(value))).toBe(true);
      }),
    );
  });

  it('has nothing for a UUID', () => {
    expect(newDigits('shopId')).toEqual([]);
  });
});
