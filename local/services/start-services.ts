import { startDynamoDb } from './dynamodb/start-dynamodb';
import { givenEndpoint, type Endpoints, type Environment, type ServiceName } from './endpoints';
import type { EventCarrier } from './eventbridge/delivery';
import { startEventBridge } from './eventbridge/start-eventbridge';
import { startFauxqs } from './fauxqs/start-fauxqs';
import { startKinesis, type LocalKinesis } from './kinesis/start-kinesis';
import { externalService, type LocalService } from './local-service';

export interface ServicesOptions {
  /** Address to bind to; loopback unless containers have to reach the services. */
  readonly host?: string;
  /** Where DynamoDB keeps its data; in a temporary folder without it. */
  readonly dataDir?: string | undefined;
  /** `LOCAL_<SERVICE>_ENDPOINT` replaces a service by another; `PATH` is searched for dynoxide. */
  readonly environment: Environment;
  /** Carries EventBridge events to their targets. */
  readonly carrier?: EventCarrier;
}

export interface Services {
  readonly endpoints: Endpoints;
  /** Resolves when a service ends without having been asked to. */
  readonly exited: Promise<Error>;
  /** Of the local Kinesis; undefined when another one is used, which has to be polled. */
  readonly waitForRecords: LocalKinesis['waitForRecords'] | undefined;
  /** Ends everything, also with clients connected. */
  stop(): Promise<void>;
}

/** Starts the AWS services that an application needs on this machine. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { host = '127.0.0.1', dataDir, environment, carrier = NO_CARRIER } = options;
  const started: LocalService[] = [];
  const start = async <T extends LocalService>(
    service: ServiceName,
    launch: () => Promise<T>,
  ): Promise<T | LocalService> => {
    const given = givenEndpoint(service, environment);
    const running = given === undefined ? await launch() : externalService(given);
    started.push(running);
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
  };

  try {
    let fauxqs: Promise<LocalService> | undefined;
    const sharedFauxqs = (): Promise<LocalService> => (fauxqs ??= startFauxqs(host));
    const [dynamodb, sqs, s3, kinesis, eventbridge] = await settled([
      start('dynamodb', () => startDynamoDb({ host, dataDir, environment })),
      start('sqs', sharedFauxqs),
      start('s3', sharedFauxqs),
      start('kinesis', () => startKinesis(host)),
      start('eventbridge', () => startEventBridge(host, carrier)),
    ]);
    return {
      endpoints: {
        dynamodb: dynamodb.endpoint,
        sqs: sqs.endpoint,
        s3: s3.endpoint,
        kinesis: kinesis.endpoint,
        eventbridge: eventbridge.endpoint,
      },
      exited: Promise.race(started.map((service) => service.exited)),
      waitForRecords: 'waitForRecords' in kinesis ? kinesis.waitForRecords : undefined,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
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
