import { callingFunction } from '../permissions/caller';
import type { Examination, Reply } from '../permissions/guarded-endpoint';
import { AwsClient, dynamoDbService } from '../wire/aws-client';
import type { Faults } from './faults';
import { operationOfTarget } from './operation-of';
import { POLLS_FOR, type ServiceAnswer } from './service-call';
import { CUT, strike } from './strike';

/**
 * Lets faults happen to calls of DynamoDB, which is not in this process: what is to be carried out is sent on a
 * connection beside that of the client.
 *
 * @param upstream endpoint of the service
 */
export function dynamoDbFaults(faults: Faults, upstream: string): Examination {
  return ({ authorization, target, body, header, gone }) => {
    if (!faults.concern('dynamodb')) return undefined;
    const polled = header(POLLS_FOR);
    const isPoller = polled !== undefined;
    const caller = polled ?? callingFunction(authorization);
    if (caller === undefined) return undefined;
    const operation = operationOfTarget(target);
    const stroke = faults.ofCall('dynamodb', operation, caller);
    if (stroke === undefined) return undefined;
    const carryOut = (content: Buffer): Promise<ServiceAnswer> => send(upstream, target, content);
    return strike(
      stroke,
      { service: 'dynamodb', operation, body },
      { carryOut, gone: gone(), isPoller },
    ).then((answer) => (answer === CUT ? CUT : reply(answer)));
  };
}

async function send(upstream: string, target: string, body: Buffer): Promise<ServiceAnswer> {
  const client = new AwsClient(upstream, dynamoDbService);
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
  try {
    const { status, text } = await client.request({
      method: 'POST',
      path: '/',
      headers,
      body: body.toString('utf8'),
      signal: new AbortController().signal,
    });
    return { status, headers: {}, body: text };
  } finally {
    client.close();
  }
}

function reply({ status, body }: ServiceAnswer): Reply {
  return { status, body: JSON.parse(body.toString()) as object };
}
