import { Matches, ValidateBy } from 'class-validator';
import { Value } from './value';

/** In lower case; any version of RFC 9562 with its variant bits. The nil and max UUIDs identify nothing: neither is one. */
export const UUID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const CANONICAL = new RegExp(`^${UUID_PATTERN}$`);
const IN_ANY_CASE = new RegExp(CANONICAL, 'i');

/** An identity that a client can choose: a UUID of any version, in lower case. */
export class Uuid extends Value {
  declare protected readonly kind: 'UUID';

  @Matches(CANONICAL, { message: 'must be a UUID' })
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text.toLowerCase();
    this.validate();
  }
}

/** Whether something is a UUID, in whatever case. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && IN_ANY_CASE.test(value);
}

/** A field that holds a UUID in its canonical form: two spellings would be two identities. */
export function IsUuid(): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value === 'string' && CANONICAL.test(value),
    defaultMessage: () => '$property must be a UUID in lower case',
  };
  return ValidateBy({ name: 'isCanonicalUuid', validator });
}
