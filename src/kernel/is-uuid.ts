import { ValidateBy, type ValidationOptions } from 'class-validator';
import { UUID_PATTERN } from './values/uuid';

const CANONICAL = new RegExp(`^${UUID_PATTERN}$`);

/** A field that holds a UUID in its canonical form, as of `Uuid`: two spellings would be two identities. */
export function IsUuid(options?: ValidationOptions): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value === 'string' && CANONICAL.test(value),
    defaultMessage: () => '$property must be a UUID in lower case',
  };
  return ValidateBy({ name: 'isLowerCaseUuid', validator }, options);
}
