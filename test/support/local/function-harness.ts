import { buildFolder } from './build-folder';
import { bundleFixtures } from './bundled';
import { collectingLog, type CollectingLog } from './collecting-log';
import { createFunctions } from '../../../local/lambda/create-functions';
import { Faults } from '../../../local/faults/faults';
import type { Debugging } from '../../../local/lambda/debugging';
import type { FunctionDefinition } from '../../../local/lambda/function-definition';
import type { LocalFunction } from '../../../local/lambda/local-function';

const endpoints = {
  dynamodb: 'http://dynamodb',
  sqs: 'http://sqs',
  s3: 'http://s3',
  kinesis: 'http://kinesis',
  eventbridge: 'http://eventbridge',
  lambda: 'http://lambda',
  secretsmanager: 'http://secretsmanager',
  ses: 'http://ses',
  sns: 'http://sns',
  scheduler: 'http://scheduler',
};

export const definition: FunctionDefinition = {
  logicalId: 'Behave',
  name: 'behave-function',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:behave-function',
  alias: undefined,
  handler: 'behave.handler',
  timeoutSeconds: 5,
  memoryMegabytes: 128,
  runtime: 'nodejs24.x',
  reservedConcurrency: undefined,
  logGroup: '/aws/lambda/behave-function',
  variables: { TABLE: 'table' },
};

/** Real functions of the fixtures, in real processes. */
export class FunctionHarness {
  log: CollectingLog = collectingLog();
  faults = new Faults();
  private readonly folder = buildFolder();
  private readonly started: LocalFunction[] = [];

  async build(): Promise<void> {
    await bundleFixtures(this.folder.path, {
      Behave: 'behave.ts',
      Broken: 'broken-init.ts',
      CallBack: 'call-back.ts',
    });
  }

  start(changes: Partial<FunctionDefinition> = {}, debugging?: Debugging): LocalFunction {
    const { log, faults } = this;
    const options = { directory: this.folder.path, endpoints, log, concurrency: 4, debugging, faults };
    const [created] = [...createFunctions([{ ...definition, ...changes }], options).values()];
    if (created === undefined) throw new Error('not created');
    this.started.push(created);
    return created;
  }

  /** Ends every function and forgets what was logged. */
  async reset(): Promise<void> {
    await Promise.all(this.started.splice(0).map((each) => each.stop()));
    this.log = collectingLog();
    this.faults = new Faults();
  }

  remove(): void {
    this.folder.remove();
  }
}

/** @returns the result, or the error that Lambda would report */
export async function call(lambda: LocalFunction, behaviour: string, value?: unknown): Promise<unknown> {
  const outcome = await lambda.invoke(JSON.stringify({ do: behaviour, value }));
  return outcome.ok ? JSON.parse(outcome.payload) : outcome.error;
}
