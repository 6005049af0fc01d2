import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { isUuid } from '../request/uuid';

/** Name of the rule in the metadata; OpenAPI knows it as `format: uuid`. */
export const UUID_RULE = 'uuid';

/** A field that holds a UUID of any version, in lower case afterwards: two spellings are one identity. */
export function Uuid(): PropertyDecorator {
  const lower = Transform(({ value }: { value: unknown }) => (isUuid(value) ? value.toLowerCase() : value));
  const check = ValidateBy({
    name: UUID_RULE,
    validator: { validate: isUuid, defaultMessage: (rule) => `${rule?.property ?? 'it'} must be a UUID` },
  });
  return (prototype, field) => {
    lower(prototype, field);
    check(prototype, field);
  };
}
