import fc from 'fast-check';
import { DomainError } from '../kernel/domain-error';
import { toDto } from './bind';
import { DecimalNumber, LARGEST, WholeNumber } from './numbers';

class Numbers {
  @WholeNumber(1, 100)
  readonly limit: number = 20;

  @WholeNumber(0)
  readonly version: number = 0;

  @DecimalNumber(0, 5)
  readonly wait: number = 5;
}

function messageOf(field: keyof Numbers, text: string): string | undefined {
  try {
    toDto(Numbers, { [field]: text });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.fields[0]?.message;
    throw error;
  }
}

describe('a number in a query', () => {
  it.each([
    ['limit', '', 'limit is empty; send a whole number from 1 to 100'],
    ['limit', '1e1', 'limit is not written in digits alone; send a whole number from 1 to 100'],
    ['limit', '10.0', 'limit is not written in digits alone; send a whole number from 1 to 100'],
    ['limit', '-0', 'limit is less than 1; send a whole number from 1 to 100'],
    ['limit', '0', 'limit is less than 1; send a whole number from 1 to 100'],
    ['limit', '-5', 'limit is less than 1; send a whole number from 1 to 100'],
    ['limit', '101', 'limit is greater than 100; send a whole number from 1 to 100'],
    ['limit', '1e400', 'limit is greater than 100; send a whole number from 1 to 100'],
    ['limit', '1.5', 'limit is no whole number; send a whole number from 1 to 100'],
    ['limit', '007', 'limit begins with a zero; send a whole number from 1 to 100'],
    ['limit', '+7', 'limit is not written in digits alone; send a whole number from 1 to 100'],
    ['limit', '7 ', 'limit is not written in digits alone; send a whole number from 1 to 100'],
    ['limit', '٣', 'limit is no number; send a whole number from 1 to 100'],
    ['limit', '+0', 'limit is less than 1; send a whole number from 1 to 100'],
    ['limit', '0x10', 'limit is no number; send a whole number from 1 to 100'],
    ['limit', ' ', 'limit is no number; send a whole number from 1 to 100'],
    ['limit', 'ten', 'limit is no number; send a whole number from 1 to 100'],
    ['limit', 'NaN', 'limit is no number; send a whole number from 1 to 100'],
    ['version', '-1', 'version is less than 0; send a whole number from 0 on'],
    ['version', '-0', 'version is not written in digits alone; send a whole number from 0 on'],
    ['version', '1000000000000000', `version is greater than ${LARGEST}; send a whole number from 0 on`],
    ['wait', '', 'wait is empty; send a number from 0 to 5'],
    ['wait', '5.001', 'wait is greater than 5; send a number from 0 to 5'],
    ['wait', '-0.1', 'wait is less than 0; send a number from 0 to 5'],
    ['wait', '.5', 'wait is not written as JSON writes a number; send a number from 0 to 5'],
    ['wait', '5.', 'wait is not written as JSON writes a number; send a number from 0 to 5'],
    ['wait', '01', 'wait is not written as JSON writes a number; send a number from 0 to 5'],
    ['wait', '07', 'wait is greater than 5; send a number from 0 to 5'],
    ['wait', 'Infinity', 'wait is no number; send a number from 0 to 5'],
  ] as const)('%s=%s is refused for what is wrong with it', (field, text, message) => {
    expect(messageOf(field, text)).toBe(message);
  });

  it('is every whole number in its bounds, in digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LARGEST }), (version) => {
        expect(toDto(Numbers, { version: String(version) })).toMatchObject({ version });
      }),
    );
  });

  it('is every number in its bounds, as JSON writes it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (wait) => {
        expect(toDto(Numbers, { wait: JSON.stringify(wait) })).toMatchObject({ wait });
      }),
    );
    expect(toDto(Numbers, { wait: '-0.0' })).toEqual({ limit: 20, version: 0, wait: 0 });
  });
});
