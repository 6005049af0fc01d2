import { s3Calls } from '../permissions/requests/s3-calls';
import type { ServiceName } from '../services/endpoints';

export interface AskedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request asks of a service, as AWS spells it: in the JSON protocols a header says it. */
export function operationOf(service: ServiceName, request: AskedRequest): string {
  const { method, url, headers, body } = request;
  switch (service) {
    case 'lambda':
      return 'Invoke';
    case 'ses':
      return url.endsWith('/outbound-emails') ? 'SendEmail' : 'CreateEmailIdentity';
    case 'sns':
      return new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
    case 's3':
      return s3Calls({ method, url, headers }).at(-1)?.action.replace('s3:', '') ?? '';
    case 'dynamodb':
    case 'eventbridge':
    case 'kinesis':
    case 'secretsmanager':
    case 'sqs':
      return operationOfTarget(headers['x-amz-target']?.toString());
  }
}

/** @param target e.g. `DynamoDB_20120810.Query` */
export function operationOfTarget(target = ''): string {
  return target.slice(target.lastIndexOf('.') + 1);
}
