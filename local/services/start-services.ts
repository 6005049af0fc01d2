import { LocalCallers } from '../exposure/local-callers';
import { dynamoDbFaults } from '../faults/dynamodb-faults';
import { Faults } from '../faults/faults';
import { FaultyFront } from '../faults/faulty-front';
import type { Access } from '../permissions/access';
import { guardEndpoint } from '../permissions/guarded-endpoint';
import { dynamoDbExamination } from '../permissions/requests/dynamodb-examination';
import type { DynamoDbSchema } from '../permissions/requests/dynamodb-schema';
import { silentLog, type RuntimeLog } from '../runtime-log';
import { startDynamoDb, type LocalDynamoDb } from './dynamodb/start-dynamodb';
import {
  endpointVariable,
  givenEndpoint,
  type Endpoints,
  type Environment,
  type ServiceName,
} from './endpoints';
import type { EventCarrier } from './eventbridge/delivery';
import { startEventBridge } from './eventbridge/start-eventbridge';
import { startFauxqs } from './fauxqs/start-fauxqs';
import { startKinesis, type LocalKinesis } from './kinesis/start-kinesis';
import { startLambda, type LambdaOptions } from './lambda/start-lambda';
import { externalService, type LocalService } from './local-service';
import { Mailbox } from './mailbox/mailbox';
import { startScheduler } from './scheduler/start-scheduler';
import { startSecretsManager } from './secretsmanager/start-secretsmanager';
import { startSes } from './ses/start-ses';
import { startSns } from './sns/start-sns';

/** What requests of functions are held against. */
export interface Restrictions {
  readonly access: Access;
  readonly schema: DynamoDbSchema;
}

export interface ServicesOptions {
  /** Address to bind to; loopback unless containers have to reach the services. */
  readonly host?: string;
  /** Other names by which requests may call this machine, e.g. the one that containers have for it. */
  readonly knownAs?: readonly string[];
  /** Where DynamoDB, Secrets Manager and Scheduler keep their data; gone at the end without it. */
  readonly dataDir?: string | undefined;
  /** `LOCAL_<SERVICE>_ENDPOINT` replaces a service by another; `PATH` is searched for dynoxide. */
  readonly environment: Environment;
  /** Carries events of EventBridge and schedules to their targets. */
  readonly carrier?: EventCarrier;
  /** What Lambda invokes. */
  readonly functions?: LambdaOptions['functions'];
  /** Without them everybody may do everything. */
  readonly restrictions?: Restrictions;
  /** What goes wrong with calls of functions. */
  readonly faults?: Faults;
  readonly log?: RuntimeLog;
}

export interface Services {
  readonly endpoints: Endpoints;
  /** The same services for functions, whose requests to DynamoDB are looked at on their way. */
  readonly functionEndpoints: Endpoints;
  /** Resolves when a service ends without having been asked to. */
  readonly exited: Promise<Error>;
  /** Of the local Kinesis; undefined when another one is used, which has to be polled. */
  readonly waitForRecords: LocalKinesis['waitForRecords'] | undefined;
  /** What SES and SNS of this machine were given to send. */
  readonly mailbox: Mailbox;
  /** Ends everything, also with clients connected. */
  stop(): Promise<void>;
}

/** Starts the AWS services that an application needs on this machine. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { host = '127.0.0.1', dataDir, environment, carrier = NO_CARRIER } = options;
  const { functions = () => undefined, knownAs = [], restrictions, log = silentLog } = options;
  const { faults = new Faults() } = options;
  const access = restrictions?.access;
  const callers = new LocalCallers([host, ...knownAs]);
  const mailbox = new Mailbox();
  const started: LocalService[] = [];
  const start = async <T extends LocalService>(
    service: ServiceName,
    launch: () => Promise<T>,
  ): Promise<T | LocalService> => {
    const given = givenEndpoint(service, environment);
    const running = given === undefined ? await launch() : externalService(given);
    if (given !== undefined && access !== undefined && !canGuard(service, given)) {
      log.write(
        'warn',
        `${endpointVariable(service)}: calls to ${given} are not held against the roles of functions`,
      );
    }
    started.push(running);
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
  };

  try {
    const before = (...services: [ServiceName, ServiceName?]): FaultyFront =>
      new FaultyFront(faults, services);
    let fauxqs: Promise<LocalService> | undefined;
    const sharedFauxqs = (): Promise<LocalService> =>
      (fauxqs ??= startFauxqs(host, { access, callers, front: before('sqs', 's3') }));
    const [dynamodb, sqs, s3, kinesis, eventbridge, lambda, secretsmanager, ses, sns, scheduler] =
      await settled([
        start('dynamodb', () => startDynamoDb({ host, dataDir, environment, callers, faults })),
        start('sqs', sharedFauxqs),
        start('s3', sharedFauxqs),
        start('kinesis', () => startKinesis(host, { access, callers, front: before('kinesis') })),
        start('eventbridge', () =>
          startEventBridge(host, carrier, { access, callers, front: before('eventbridge') }),
        ),
        start('lambda', () =>
          startLambda(host, { functions, log, access, callers, front: before('lambda') }),
        ),
        start('secretsmanager', () =>
          startSecretsManager(host, { dataDir, access, callers, front: before('secretsmanager') }),
        ),
        start('ses', () => startSes(host, { mailbox, access, callers, front: before('ses') })),
        start('sns', () => startSns(host, { mailbox, access, callers, front: before('sns') })),
        start('scheduler', () =>
          startScheduler(host, carrier, { dataDir, access, callers, front: before('scheduler') }),
        ),
      ]);
    const endpoints = {
      dynamodb: dynamodb.endpoint,
      sqs: sqs.endpoint,
      s3: s3.endpoint,
      kinesis: kinesis.endpoint,
      eventbridge: eventbridge.endpoint,
      lambda: lambda.endpoint,
      secretsmanager: secretsmanager.endpoint,
      ses: ses.endpoint,
      sns: sns.endpoint,
      scheduler: scheduler.endpoint,
    };
    return {
      endpoints,
      functionEndpoints: { ...endpoints, dynamodb: await guarded(dynamodb) },
      exited: Promise.race(started.map((service) => service.exited)),
      waitForRecords: 'waitForRecords' in kinesis ? kinesis.waitForRecords : undefined,
      mailbox,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }

  async function guarded(dynamodb: LocalService | LocalDynamoDb): Promise<string> {
    const { endpoint } = dynamodb;
    if (restrictions === undefined || !canGuard('dynamodb', endpoint)) return endpoint;
    const examination = dynamoDbExamination(restrictions);
    const [upstream, examinations] =
      'direct' in dynamodb
        ? [dynamodb.direct, [examination, dynamoDbFaults(faults, dynamodb.direct), dynamodb.supplement]]
        : [endpoint, [examination, dynamoDbFaults(faults, endpoint)]];
    const guard = await guardEndpoint(host, upstream, examinations, callers);
    started.push(guard);
    return guard.endpoint;
  }
}

/** Whether another endpoint stands in for a service, before which nothing of this machine is. */
export function isElsewhere(service: ServiceName, environment: Environment): boolean {
  const given = givenEndpoint(service, environment);
  return given !== undefined && !canGuard(service, given);
}

/** The others check in their own process; to read the requests to DynamoDB they must not be encrypted. */
function canGuard(service: ServiceName, endpoint: string): boolean {
  return service === 'dynamodb' && endpoint.startsWith('http://');
}

const NO_CARRIER: EventCarrier = {
  deliver: (targetArn) => Promise.reject(new Error(`Nothing here carries events to ${targetArn}.`)),
  undeliverable: ({ error }) => {
    process.emitWarning(String(error));
  },
};

/** Like `Promise.all`, but waits for all of them before it rejects, so that none is left behind half started. */
async function settled<T extends readonly Promise<unknown>[]>(
  starting: [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
