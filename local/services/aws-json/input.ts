import { AwsError } from './aws-error';

/** The body of a request: what the operation reads out of it is checked member by member. */
export type Input = Readonly<Record<string, unknown>>;

export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws AwsError for what is no JSON object */
export function inputFrom(body: unknown): Input {
  if (isInput(body)) return body;
  throw new AwsError('SerializationException', 'The request body has to be a JSON object.');
}

/** @throws AwsError for a body that is no JSON object; an empty one stands for an empty object */
export function inputIn(body: string): Input {
  try {
    return inputFrom(JSON.parse(body === '' ? '{}' : body));
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
}

export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(member, 'a string');
  return value;
}

export function text(input: Input, member: string): string {
  return optionalText(input, member) ?? missing(member);
}

export function optionalNumber(input: Input, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw wrongType(member, 'a number');
  return value;
}

/** @returns an integer between both bounds, or `fallback` when the member is absent */
export function boundedInteger(
  input: Input,
  member: string,
  min: number,
  max: number,
  fallback: number,
): number {
  const value = optionalNumber(input, member) ?? fallback;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new AwsError(
    'ValidationException',
    `${member} is ${value}; it has to be an integer from ${min} to ${max}.`,
  );
}

export function optionalObject(input: Input, member: string): Input | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!isInput(value)) throw wrongType(member, 'an object');
  return value;
}

export function objects(input: Input, member: string): readonly Input[] {
  const value = input[member] ?? missing(member);
  if (!Array.isArray(value) || !value.every(isInput)) throw wrongType(member, 'a list of objects');
  return value;
}

export function texts(input: Input, member: string): readonly string[] {
  const value = input[member] ?? missing(member);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw wrongType(member, 'a list of strings');
  }
  return value;
}

function missing(member: string): never {
  throw new AwsError('ValidationException', `1 validation error detected: ${member} must not be null.`);
}

function wrongType(member: string, expected: string): AwsError {
  return new AwsError('SerializationException', `${member} has to be ${expected}.`);
}
