/**
 * The access key with which a function signs, so that the services know who calls. Only word characters, as in
 * AWS's own ("AccessKey" of the IAM API reference).
 */
export function accessKeyOf(functionId: string): string {
  return `${FUNCTIONS_KEY}${functionId}`;
}

const FUNCTIONS_KEY = 'LOCAL';

/** Whether a function signed the request that has this `Authorization` header. */
export function isFunctionsKey(authorization: string | undefined): boolean {
  return callersKey(authorization)?.startsWith(FUNCTIONS_KEY) ?? false;
}

/** @returns the access key of an `Authorization` header in the form of Signature Version 4 */
export function callersKey(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const begin = authorization.indexOf(CREDENTIAL);
  const end = authorization.indexOf('/', begin);
  return begin < 0 || end < 0 ? undefined : authorization.slice(begin + CREDENTIAL.length, end);
}

const CREDENTIAL = 'Credential=';
