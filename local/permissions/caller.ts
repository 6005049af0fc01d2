/**
 * The access key with which a function signs, so that the services know who calls. Only word characters, as in
 * AWS's own ("AccessKey" of the IAM API reference).
 */
export function accessKeyOf(functionId: string): string {
  return `${FUNCTIONS_KEY}${functionId}`;
}

const FUNCTIONS_KEY = 'LOCAL';

/** @returns the logical id of the function that signed the request with this `Authorization` header; undefined for others */
export function callingFunction(authorization: string | undefined): string | undefined {
  const key = callersKey(authorization);
  return key?.startsWith(FUNCTIONS_KEY) === true ? key.slice(FUNCTIONS_KEY.length) : undefined;
}

/** @returns the access key of an `Authorization` header in the form of Signature Version 4 */
export function callersKey(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const begin = authorization.indexOf(CREDENTIAL);
  const end = authorization.indexOf('/', begin);
  return begin < 0 || end < 0 ? undefined : authorization.slice(begin + CREDENTIAL.length, end);
}

const CREDENTIAL = 'Credential=';
