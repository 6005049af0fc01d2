/** The account and region that every local service answers for. */
export const LOCAL_REGION = 'us-east-1';
export const LOCAL_ACCOUNT = '000000000000';

/** The emulators check no signature; the SDK wants something to sign with. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** `arn:aws:<service>:us-east-1:000000000000:<resource>` */
export function localArn(service: string, resource: string): string {
  return `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`;
}

/** An ARN of IAM or STS, which know no regions. */
export function localIdentityArn(service: 'iam' | 'sts', resource: string): string {
  return `arn:aws:${service}::${LOCAL_ACCOUNT}:${resource}`;
}
