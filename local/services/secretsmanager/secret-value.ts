import { AwsError } from '../aws-json/aws-error';
import { optionalText, type Input } from '../aws-json/input';

/** What is kept secret: text, or bytes in base64 as they travel. */
export type SecretValue =
  | { readonly SecretString: string; readonly SecretBinary?: undefined }
  | { readonly SecretBinary: string; readonly SecretString?: undefined };

/** "Quotas" of the Secrets Manager guide. */
const MAX_BYTES = 65_536;

/** @throws AwsError, which never shows the value */
export function optionalSecretValue(input: Input): SecretValue | undefined {
  const text = optionalText(input, 'SecretString');
  const binary = optionalText(input, 'SecretBinary');
  if (text !== undefined && binary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (text !== undefined) return { SecretString: within('secretString', text, Buffer.byteLength(text)) };
  if (binary === undefined) return undefined;
  return { SecretBinary: within('secretBinary', binary, Buffer.from(binary, 'base64').length) };
}

export function secretValue(input: Input): SecretValue {
  const value = optionalSecretValue(input);
  if (value !== undefined) return value;
  throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
}

export function isSameValue(one: SecretValue, other: SecretValue): boolean {
  return one.SecretString === other.SecretString && one.SecretBinary === other.SecretBinary;
}

function within(member: string, value: string, bytes: number): string {
  if (bytes >= 1 && bytes <= MAX_BYTES) return value;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length from 1 to ${MAX_BYTES}`,
  );
}
