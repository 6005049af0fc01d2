import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { POLLS_FOR } from '../faults/service-call';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../services/local-account';

/** How a service is addressed in AWS's JSON protocols. */
export interface JsonService {
  /** Name in the credential scope. */
  readonly signingName: string;
  /** First part of X-Amz-Target. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
}

export const sqsService: JsonService = { signingName: 'sqs', target: 'AmazonSQS', version: '1.0' };
export const kinesisService: JsonService = {
  signingName: 'kinesis',
  target: 'Kinesis_20131202',
  version: '1.1',
};
export const dynamoDbService: JsonService = {
  signingName: 'dynamodb',
  target: 'DynamoDB_20120810',
  version: '1.0',
};
export const streamsService: JsonService = {
  signingName: 'dynamodb',
  target: 'DynamoDBStreams_20120810',
  version: '1.0',
};

/** Any day will do. */
const SIGNING_DATE = '20260101';

/** A refusal of a service. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';

  constructor(
    readonly code: string,
    operation: string,
    message: string,
  ) {
    super(`${operation} failed: ${code}: ${message}`);
  }
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal;
}

/**
 * Calls local services hundreds of times a second. The SDK would do, at several times the CPU and
 * 30 MB of memory; emulators look at the form of a signature only.
 */
export class AwsClient {
  private readonly url: URL;
  private readonly agent: HttpAgent;
  private readonly send: typeof httpRequest;
  private readonly authentication: Readonly<Record<string, string>>;

  /** @param pollsFor logical id of the function for which Lambda makes these calls, to which faults happen then */
  constructor(
    endpoint: string,
    private readonly service: JsonService,
    pollsFor?: string,
  ) {
    this.url = new URL(endpoint);
    const secure = this.url.protocol === 'https:';
    this.agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    this.send = secure ? httpsRequest : httpRequest;
    const scope = `${SIGNING_DATE}/${LOCAL_REGION}/${service.signingName}/aws4_request`;
    this.authentication = {
      authorization: `AWS4-HMAC-SHA256 Credential=${LOCAL_CREDENTIALS.accessKeyId}/${scope}, SignedHeaders=host, Signature=local`,
      'x-amz-date': `${SIGNING_DATE}T000000Z`,
      ...(pollsFor !== undefined && { [POLLS_FOR]: pollsFor }),
    };
  }

  /** @returns the parsed answer; its shape is the operation's in the service's API reference */
  async call(operation: string, input: object, signal?: AbortSignal): Promise<unknown> {
    const { target, version } = this.service;
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${operation}`,
    };
    const { status, text } = await this.request({
      method: 'POST',
      path: '/',
      headers,
      body: JSON.stringify(input),
      ...(signal && { signal }),
    });
    if (status < 300) return JSON.parse(text === '' ? '{}' : text);
    throw failure(operation, status, text);
  }

  request({ method, path, headers, body, signal }: Request): Promise<{ status: number; text: string }> {
    const { hostname, port } = this.url;
    return new Promise((resolve, reject) => {
      const outgoing = this.send(
        {
          agent: this.agent,
          headers: { ...headers, ...this.authentication, 'content-length': Buffer.byteLength(body) },
          hostname,
          method,
          path,
          port,
          ...(signal && { signal }),
        },
        (response) => {
          readText(response).then((text) => {
            resolve({ status: response.statusCode ?? 0, text });
          }, reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function failure(operation: string, status: number, text: string): AwsCallError {
  try {
    const {
      __type: type = '',
      message = '',
      Message: alternative = '',
    } = JSON.parse(text) as Record<string, string>;
    const code = type.slice(type.indexOf('#') + 1) || `HTTP ${status}`;
    return new AwsCallError(code, operation, message || alternative);
  } catch {
    return new AwsCallError(`HTTP ${status}`, operation, text.slice(0, 200)); // Not JSON: a proxy, perhaps.
  }
}
