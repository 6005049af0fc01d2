import { AwsError } from '../../aws-json/aws-error';
import { boundedInteger, optionalNumber, optionalText, texts, type Input } from '../../aws-json/input';

/** A member that has to be there, refused in the words of SQS. */
export function sqsText(input: Input, member: string): string {
  const value = optionalText(input, member);
  if (value !== undefined && value !== '') return value;
  throw new AwsError('MissingParameter', `The request must contain the parameter ${member}.`);
}

export function sqsTexts(input: Input, member: string): readonly string[] {
  const value = input[member] === undefined ? [] : texts(input, member);
  if (value.length > 0) return value;
  throw new AwsError('MissingParameter', `The request must contain the parameter ${member}.`);
}

export function sqsInteger(input: Input, member: string, min: number, max: number): number | undefined {
  if (optionalNumber(input, member) === undefined) return undefined;
  try {
    return boundedInteger(input, member, min, max, min);
  } catch {
    throw invalidValue(String(input[member]), member, `Must be an integer from ${min} to ${max}`);
  }
}

export function invalidValue(value: string, member: string, reason: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${member} is invalid. Reason: ${reason}.`,
  );
}
