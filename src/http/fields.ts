import { Transform } from 'class-transformer';
import { IsOptional, Matches, ValidateBy } from 'class-validator';
import type { Moment } from '../eventsourcing/reading/history';
import { isUuid, UUID_PATTERN } from '../kernel/values';
import { MAX_CURSOR_LENGTH } from './cursor';
import { Describe } from './describe';
import { WholeNumber } from './numbers';

/** Name of the rule in the metadata. */
export const UUID_RULE = 'uuid';
const UUID_IN_ANY_CASE = UUID_PATTERN.replaceAll('a-f', 'a-fA-F').replaceAll('89ab', '89abAB');
/** In any case, for OpenAPI: `format: uuid` alone allows the nil UUID and versions that identify nothing. */
export const UUID_SCHEMA = {
  type: 'string',
  format: 'uuid',
  pattern: `^${UUID_IN_ANY_CASE}$`,
} as const;

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

export const DEFAULT_LIMIT = 20;

/** Items of a page: 1 to 100. */
export function PageLimit(): PropertyDecorator {
  return all(Describe('Items of a page at most.'), WholeNumber(1, 100));
}

/** Name of the rule in the metadata, for OpenAPI. */
export const CURSOR_RULE = 'pageCursor';

/** Where the page begins: the `cursor` of the page before. */
export function PageCursor(): PropertyDecorator {
  return all(
    Describe('The `cursor` of the page before; opaque, and good for the same list and filter only.'),
    IsOptional(),
    ValidateBy({
      name: CURSOR_RULE,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length <= MAX_CURSOR_LENGTH,
        defaultMessage: () => `cursor must not be longer than ${MAX_CURSOR_LENGTH} characters`,
      },
    }),
  );
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (prototype, field) => {
    for (const decorate of decorators) decorate(prototype, field);
  };
}

/** Name of the rule in the metadata, for OpenAPI. */
export const MOMENT_RULE = 'moment';

const VERSION = '[1-9][0-9]{0,14}';
const DATE = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]';
const TIME = `${DATE}T${CLOCK}(:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[+-]${CLOCK})`;
/** As text: OpenAPI shows it too. */
export const MOMENT_PATTERN = `^(${VERSION}|${TIME})$`;

const SHAPE = new RegExp(MOMENT_PATTERN);
const isVersion = new RegExp(`^${VERSION}$`);

/** A moment in the life of an aggregate: a version, or a time of ISO 8601 with its zone. */
export function IsMoment(): PropertyDecorator {
  const parse = Transform(({ value }: { value: unknown }) => momentOf(value) ?? value);
  const check = ValidateBy({
    name: MOMENT_RULE,
    validator: {
      validate: (value: unknown) => typeof value === 'object' && value !== null,
      defaultMessage: (rule) =>
        `${rule?.property ?? 'it'} must be a version from 1 on, or a time with its zone, as in 2026-11-21T09:30:00Z`,
    },
  });
  return (prototype, field) => {
    parse(prototype, field);
    check(prototype, field);
  };
}

function momentOf(value: unknown): Moment | undefined {
  // A plus sign that was not percent-encoded arrives as a space.
  const text = typeof value === 'string' ? value.replace(/ (?=\d{2}:\d{2}$)/, '+') : '';
  if (!SHAPE.test(text)) return undefined;
  if (isVersion.test(text)) return { version: Number(text) };
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || !isDay(text.slice(0, 10)) ? undefined : { time };
}

/** `Date` takes the 31st of February for the 3rd of March. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/**
 * The optional parameter `of`, of a list that several streams feed: `user:<uuid>`, for the aggregates that may be named.
 * A list that its owner's stream feeds alone has no such parameter.
 */
export function StreamOf(...aggregates: readonly string[]): PropertyDecorator {
  const pattern = new RegExp(`^(${aggregates.join('|')}):${UUID_IN_ANY_CASE}$`);
  const wanted = aggregates.map((each) => `${each}:<uuid>`).join(' or ');
  return all(
    Describe(`The stream that \`minVersion\` counts, when it is not the owner of the list: \`${wanted}\`.`),
    IsOptional(),
    // As every other identity: two spellings are one.
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && pattern.test(value)
        ? value.replace(/:.*/, (id) => id.toLowerCase())
        : value,
    ),
    Matches(pattern, { message: `of must be ${wanted}; the list follows nothing else` }),
  );
}

/** Name of the rule in the metadata; its first constraint is the list of attributes. */
export const CONTAINS_RULE = 'containsAttribute';
/** Unicode characters, as JSON Schema counts them. */
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
  return all(Describe(CONTAINS), optional, parse, check);
}

const CONTAINS =
  '`attribute:value`: items whose attribute contains the text, whatever the case; a blank at either end counts. A request looks at a bounded part of ' +
  'the list, so a page may be short, even empty, and still have a `cursor`: the list ends where that is missing.';

/** The first colon separates; the value may hold more of them. */
function parseFilter(value: unknown): unknown {
  const colon = typeof value === 'string' ? value.indexOf(':') : -1;
  if (typeof value !== 'string' || colon < 0) return value;
  return new ContainsFilter(value.slice(0, colon), value.slice(colon + 1));
}

function isAllowed(filter: ContainsFilter, attributes: readonly string[]): boolean {
  const { length } = Array.from(filter.value.slice(0, 2 * MAX_CONTAINS_LENGTH + 1));
  return attributes.includes(filter.attribute) && length > 0 && length <= MAX_CONTAINS_LENGTH;
}
