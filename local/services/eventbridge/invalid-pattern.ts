import { AwsError } from '../aws-json/aws-error';

/** @param reason what is wrong and where, as the end of a sentence */
export function invalidPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}.`);
}
