import { Transform } from 'class-transformer';

const NUMBER = /^\d{1,15}(\.\d{1,3})?$/;

/**
 * Reads a query parameter as a number. What does not look like one stays text, so that `@IsInt` and its kin
 * refuse it: a plain `Number` would read an empty parameter as 0.
 */
export function NumberText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && NUMBER.test(value) ? Number(value) : value,
  );
}
