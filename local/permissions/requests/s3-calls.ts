import type { AwsCall } from '../statement';

export interface S3Request {
  readonly method: string;
  /** With its query, e.g. `/bucket/key?uploads`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * What a request to S3 asks for. The requests that applications make are known; any other is `s3:*` on everything,
 * which a role with less does not allow.
 *
 * Source: "Required permissions for Amazon S3 API operations" of the S3 guide.
 */
export function s3Calls({ method, url, headers }: S3Request): AwsCall[] {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const resource = `arn:aws:s3:::${key === '' ? bucket : `${bucket}/${key}`}`;
  const asked = (action: string, on = resource): AwsCall => ({ action, resources: [on], conditionKeys: {} });
  const source = headers['x-amz-copy-source'];
  if (bucket === '') return [asked('s3:ListAllMyBuckets', '*')];
  const strange = [...searchParams.keys()].some((name) => !ORDINARY_PARAMETERS.has(name));
  const action = (key === '' ? ofBuckets : ofObjects)[method];
  if (strange || action === undefined) return [asked('s3:*', '*')];
  if (typeof source !== 'string') return [asked(action)];
  const from = decodeURIComponent(source).replace(/^\//, '').replace(/\?.*$/, '');
  return [asked('s3:GetObject', `arn:aws:s3:::${from}`), asked(action)];
}

const ofObjects: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject', // begins or completes an upload in parts
  DELETE: 's3:DeleteObject',
};

const ofBuckets: Readonly<Record<string, string>> = {
  GET: 's3:ListBucket',
  HEAD: 's3:ListBucket',
  PUT: 's3:CreateBucket',
  DELETE: 's3:DeleteBucket',
};

/** Query parameters that do not make another operation of a request. */
const ORDINARY_PARAMETERS = new Set([
  'x-id',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'marker',
  'encoding-type',
  'fetch-owner',
  'uploads',
  'uploadId',
  'partNumber',
]);
