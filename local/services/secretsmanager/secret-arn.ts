import { createHash } from 'node:crypto';
import { LOCAL_ACCOUNT, LOCAL_REGION, localArn } from '../local-account';

const PREFIX = `arn:aws:secretsmanager:${LOCAL_REGION}:${LOCAL_ACCOUNT}:secret:`;

/** A hyphen and six characters. */
const SUFFIX_LENGTH = 7;

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * ARN of the secret of a name. AWS ends it with six random characters; here they follow from the name, as a template
 * refers to the ARN before the secret is there.
 */
export function secretArn(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 6);
  const suffix = [...bytes].map((byte) => CHARACTERS[byte % CHARACTERS.length]).join('');
  return localArn('secretsmanager', `secret:${name}-${suffix}`);
}

/** The name that a request means, which may give a name, an ARN, or an ARN without its last characters. */
export function secretName(id: string): string {
  if (!id.startsWith(PREFIX)) return id;
  const whole = id.slice(PREFIX.length);
  const name = whole.slice(0, -SUFFIX_LENGTH);
  return secretArn(name) === id ? name : whole;
}
