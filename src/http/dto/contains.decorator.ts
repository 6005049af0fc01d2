import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';

/** Name of the rule in the metadata; its first constraint is the list of attributes. */
export const CONTAINS_RULE = 'containsAttribute';
export const MAX_CONTAINS_LENGTH = 200;

/** A list's filter: the attribute's text contains the value. */
export class ContainsFilter<Attribute extends string = string> {
  constructor(
    readonly attribute: Attribute,
    readonly value: string,
  ) {}
}

/** The optional parameter `contains=attribute:value`, for the attributes that the list allows. */
export function Contains(...attributes: readonly string[]): PropertyDecorator {
  const optional = IsOptional();
  const parse = Transform(({ value }: { value: unknown }) => parseFilter(value));
  const check = ValidateBy({
    name: CONTAINS_RULE,
    constraints: [attributes],
    validator: {
      validate: (value: unknown) =>
        value instanceof ContainsFilter && isAllowed(value as ContainsFilter, attributes),
      defaultMessage: () =>
        `contains must be attribute:value with an attribute out of ${attributes.join(', ')} ` +
        `and a value of 1 to ${MAX_CONTAINS_LENGTH} characters`,
    },
  });
  return (prototype, field) => {
    optional(prototype, field);
    parse(prototype, field);
    check(prototype, field);
  };
}

/** The first colon separates; the value may hold more of them. */
function parseFilter(value: unknown): unknown {
  const colon = typeof value === 'string' ? value.indexOf(':') : -1;
  if (typeof value !== 'string' || colon < 0) return value;
  return new ContainsFilter(value.slice(0, colon), value.slice(colon + 1));
}

function isAllowed(filter: ContainsFilter, attributes: readonly string[]): boolean {
  const { length } = filter.value;
  return attributes.includes(filter.attribute) && length > 0 && length <= MAX_CONTAINS_LENGTH;
}
