import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-json/aws-error';
import { optionalText, type Input } from '../aws-json/input';

/** The token of a request is the id of the version that it makes. */
export function versionToken(input: Input): string {
  const token = optionalText(input, 'ClientRequestToken') ?? randomUUID();
  if (token.length >= 32 && token.length <= 64) return token;
  throw new AwsError(
    'InvalidParameterException',
    'You must provide a ClientRequestToken value between 32-64 characters.',
  );
}

export function optionalBoolean(input: Input, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value === 'boolean') return value;
  throw new AwsError('SerializationException', `${member} has to be a boolean.`);
}

/** Seconds since 1970, with a fraction: how the protocol writes times. */
export function secondsNow(): number {
  return Date.now() / 1000;
}
