import { randomInt } from 'node:crypto';
import { AwsError } from '../aws-json/aws-error';

/** Members of GetRandomPassword, and of GenerateSecretString in a template. */
export interface PasswordRequest {
  readonly length: number;
  readonly excludeCharacters: string;
  readonly excludeLowercase: boolean;
  readonly excludeUppercase: boolean;
  readonly excludeNumbers: boolean;
  readonly excludePunctuation: boolean;
  readonly includeSpace: boolean;
  readonly requireEachIncludedType: boolean;
}

export const DEFAULT_LENGTH = 32;
export const MAX_LENGTH = 4096;

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * Source: GetRandomPassword of the Secrets Manager API reference.
 *
 * @throws AwsError when nothing is left to choose from, or not every type has room
 */
export function randomPassword(request: PasswordRequest): string {
  const types = typesOf(request);
  if (types.length === 0) throw impossible('no characters are left to choose from');
  const required = request.requireEachIncludedType ? types : [];
  if (required.length > request.length) throw impossible('not every type of character has room');
  const all = types.join('');
  const characters = [
    ...required.map(anyOf),
    ...Array.from({ length: request.length - required.length }, () => anyOf(all)),
  ];
  return shuffled(characters).join('');
}

function typesOf(request: PasswordRequest): readonly string[] {
  const types = [
    request.excludeLowercase ? '' : LOWERCASE,
    request.excludeUppercase ? '' : LOWERCASE.toUpperCase(),
    request.excludeNumbers ? '' : NUMBERS,
    request.excludePunctuation ? '' : PUNCTUATION,
    request.includeSpace ? ' ' : '',
  ];
  return types
    .map((type) =>
      Array.from(type)
        .filter((each) => !request.excludeCharacters.includes(each))
        .join(''),
    )
    .filter((type) => type !== '');
}

function anyOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher and Yates: the required characters do not stay in front. */
function shuffled(characters: readonly string[]): string[] {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? '', result[last] ?? ''];
  }
  return result;
}

function impossible(why: string): AwsError {
  return new AwsError('InvalidParameterException', `The password cannot be made: ${why}.`);
}
