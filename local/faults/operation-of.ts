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
    case 'scheduler':
      return schedulerOperation(method, url);
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

const VERBS: Readonly<Record<string, string>> = {
  POST: 'Create',
  PUT: 'Update',
  GET: 'Get',
  DELETE: 'Delete',
};

/** @param url `/schedules/{Name}?groupName=...`, or without a name for a list */
function schedulerOperation(method: string, url: string): string {
  const [, kind, name] = (url.split('?')[0] ?? '').split('/');
  const thing = kind === 'schedule-groups' ? 'ScheduleGroup' : 'Schedule';
  return name === undefined || name === '' ? `List${thing}s` : `${VERBS[method] ?? ''}${thing}`;
}

/** @param target e.g. `DynamoDB_20120810.Query` */
export function operationOfTarget(target = ''): string {
  return target.slice(target.lastIndexOf('.') + 1);
}
