import { DEFAULT_LENGTH, MAX_LENGTH, randomPassword } from '../secretsmanager/random-password';
import { isInput, type Input } from '../aws-json/input';
import { thrownMessage } from '../../thrown-message';
import type { ProvisionedResource } from './cloud-resource';

/**
 * The value that a secret of the template begins with, if it begins with one.
 *
 * @throws Error that names the resource and shows nothing of a value
 */
export function firstSecretValue({ logicalId, properties }: ProvisionedResource): string | undefined {
  const { SecretString: value, GenerateSecretString: generated } = properties;
  if (generated === undefined) return typeof value === 'string' ? value : undefined;
  if (value !== undefined)
    throw new Error(`${logicalId}: SecretString and GenerateSecretString exclude each other; keep one`);
  return generatedValue(logicalId, isInput(generated) ? generated : {});
}

/** A password, or a JSON object in which it is one more member. */
function generatedValue(logicalId: string, generated: Input): string {
  const { SecretStringTemplate: template, GenerateStringKey: key } = generated;
  if (typeof template !== 'string' && typeof key !== 'string') return password(logicalId, generated);
  const members = typeof template === 'string' ? objectIn(template) : undefined;
  if (members === undefined || typeof key !== 'string') {
    throw new Error(
      `${logicalId}: GenerateSecretString needs a SecretStringTemplate that is a JSON object together with a GenerateStringKey, or neither`,
    );
  }
  return JSON.stringify({ ...members, [key]: password(logicalId, generated) });
}

function password(logicalId: string, generated: Input): string {
  const { PasswordLength: length = DEFAULT_LENGTH, ExcludeCharacters: excluded = '' } = generated;
  if (typeof length !== 'number' || !(length >= 1 && length <= MAX_LENGTH))
    throw new Error(`${logicalId}: PasswordLength has to be from 1 to ${MAX_LENGTH}`);
  try {
    return randomPassword({
      length,
      excludeCharacters: String(excluded),
      excludeLowercase: generated.ExcludeLowercase === true,
      excludeUppercase: generated.ExcludeUppercase === true,
      excludeNumbers: generated.ExcludeNumbers === true,
      excludePunctuation: generated.ExcludePunctuation === true,
      includeSpace: generated.IncludeSpace === true,
      requireEachIncludedType: generated.RequireEachIncludedType !== false,
    });
  } catch (error) {
    throw new Error(`${logicalId}: ${thrownMessage(error)}`, { cause: error });
  }
}

function objectIn(template: string): Input | undefined {
  try {
    const value: unknown = JSON.parse(template);
    return isInput(value) ? value : undefined;
  } catch {
    return undefined; // the error of the parser quotes the template
  }
}
