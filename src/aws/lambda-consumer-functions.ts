import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { CaughtUp, ConsumerFunctions } from '../eventsourcing/consuming/catch-up/consumer-functions';
import type { Doorbell } from '../eventsourcing/consuming/catch-up/doorbell';
import { awsClientConfig } from './aws-client-config';

/** Milliseconds: more than the functions that have consumers may run, so that their own time-out is what is seen. */
const REQUEST_TIMEOUT = 20_000;

/** One attempt for each call: what fails is tried again after the pauses of the catch-up. */
export function lambdaClient(): LambdaClient {
  return new LambdaClient({
    ...awsClientConfig({ connection: 1_000, request: REQUEST_TIMEOUT }),
    maxAttempts: 1,
  });
}

/** Asks the functions that have the consumers, by synchronous calls. */
export class LambdaConsumerFunctions implements ConsumerFunctions {
  /** @param nameOf the physical name of a function by its logical id; throws when there is none */
  constructor(
    private readonly client: LambdaClient,
    private readonly nameOf: (logicalId: string) => string,
  ) {}

  async catchUp({
    function: functionId,
    consumer,
    stream,
  }: Pick<Doorbell, 'function' | 'consumer' | 'stream'>): Promise<CaughtUp> {
    const command = new InvokeCommand({
      FunctionName: this.nameOf(functionId),
      Payload: Buffer.from(JSON.stringify({ doorbell: { consumer, stream } })),
    });
    const { Payload, FunctionError } = await this.client.send(command);
    const answer = Object(
      JSON.parse(Buffer.from(Payload ?? []).toString() || 'null'),
    ) as Partial<CaughtUp> & {
      readonly errorType?: string;
      readonly errorMessage?: string;
    };
    if (FunctionError !== undefined) {
      const { errorType = FunctionError, errorMessage = 'no message' } = answer;
      throw new Error(`${functionId} failed: ${errorType}: ${errorMessage}`);
    }
    const { from, version, isFinished } = answer;
    if (typeof from !== 'number' || typeof version !== 'number' || typeof isFinished !== 'boolean') {
      throw new TypeError(
        `${functionId} does not answer doorbells: its handler has to be made by the composition.`,
      );
    }
    return { from, version, isFinished };
  }
}
