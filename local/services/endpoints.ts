/** Where each service listens. SQS and S3 share one server unless a variable names another. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly s3: string;
  readonly kinesis: string;
  readonly eventbridge: string;
  readonly lambda: string;
  readonly secretsmanager: string;
  readonly ses: string;
  readonly sns: string;
  readonly scheduler: string;
}

const NOWHERE = 'http://127.0.0.1:0';

/** Stands in where a template is looked at before its services run. */
export const unknownEndpoints: Endpoints = {
  dynamodb: NOWHERE,
  sqs: NOWHERE,
  s3: NOWHERE,
  kinesis: NOWHERE,
  eventbridge: NOWHERE,
  lambda: NOWHERE,
  secretsmanager: NOWHERE,
  ses: NOWHERE,
  sns: NOWHERE,
  scheduler: NOWHERE,
};

export type ServiceName = keyof Endpoints;

export type Environment = Readonly<Record<string, string | undefined>>;

/** `LOCAL_DYNAMODB_ENDPOINT` and its siblings: when set, the service is used as it is and nothing is launched. */
export function endpointVariable(service: ServiceName): string {
  return `LOCAL_${service.toUpperCase()}_ENDPOINT`;
}

/** @returns the endpoint that the environment names for a service, if any; throws when it is no http(s) URL */
export function givenEndpoint(service: ServiceName, environment: Environment): string | undefined {
  const variable = endpointVariable(service);
  const endpoint = environment[variable];
  if (endpoint === undefined || endpoint === '') return undefined;
  if (!/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw new Error(`${variable} is "${endpoint}", but has to be a URL such as http://127.0.0.1:8000.`);
  }
  return endpoint;
}
