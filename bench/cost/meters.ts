import type { FunctionDefinition } from '../../local/lambda/function-definition';
import type { LocalFunction } from '../../local/lambda/local-function';
import type { AuthorisedCall } from '../../local/permissions/guard';
import type { RuntimeLog } from '../../local/runtime-log';
import { silentLog } from '../../local/runtime-log';
import { HTTP_API_TYPE } from '../../local/gateway/api-definition';
import { FUNCTION } from '../../scripts/wiring/template-document';
import type { Declared } from './declared';
import { Ledger, type Entry } from './ledger';
import { accessLine, bytesOf, platformLines } from './log-lines';
import { PRICES } from './prices';

const GIGABYTE = 1_000_000_000;
const SQS_CHUNK = 64 * 1024;
const KINESIS_UNIT = 25 * 1024;

/** Creating and writing log streams is free but for the bytes; a secret is read once by each container. */
const COUNTED_ELSEWHERE =
  /^(?:dynamodb|logs):|^kinesis:PutRecords$|^(?:kinesis|dynamodb):(?:Get|List|Describe)|^sqs:(?:Receive|Delete|Get)|^secretsmanager:GetSecretValue$|^s3:/u;

/** Prices what passes by: each meter is told by whoever sees it. */
export class Meters {
  private ledger = new Ledger();
  /** Milliseconds of invocations. */
  private readonly durations = new Map<FunctionDefinition, readonly number[]>();

  /** Actions that were called and have no price here. */
  readonly unpriced = new Set<string>();

  constructor(private readonly declared: Declared) {}

  /** What was used since the last call. */
  take(): readonly Entry[] {
    for (const [{ logicalId, memoryMegabytes }, durations] of this.durations) {
      const gigabyteSeconds = (memoryMegabytes / 1024) * ((median(durations) * durations.length) / 1000);
      this.ledger.add('Lambda', `GB-s of ${logicalId}`, gigabyteSeconds, PRICES.lambda.gigabyteSecond);
    }
    const { entries } = this.ledger;
    this.ledger = new Ledger();
    this.durations.clear();
    return entries;
  }

  /** Takes every line that a function writes. */
  readonly log: RuntimeLog = {
    ...silentLog,
    output: (functionId, line) => {
      this.logged('FunctionLogs', `lines of ${functionId}`, line);
    },
  };

  /** Told of every call that a role allows; capacity and records are counted where their size is known. */
  readonly authorised = ({ call: { action, resources } }: AuthorisedCall): void => {
    if (action === 'sqs:SendMessage') this.queueRequest('sent', resources[0]?.endsWith('.fifo') === true);
    else if (!COUNTED_ELSEWHERE.test(action)) this.unpriced.add(action);
  };

  /** Told by the meter in front of DynamoDB. */
  readonly units = (kind: 'read' | 'write', table: string, units: number): void => {
    const { readUnit, writeUnit } = PRICES.dynamodb;
    this.ledger.add('DynamoDB', `${kind} units of ${table}`, units, kind === 'read' ? readUnit : writeUnit);
  };

  request(): void {
    this.ledger.add('HTTP API', 'requests', 1, PRICES.httpApi.request);
    const [api] = this.declared.all(HTTP_API_TYPE);
    const format = api && this.declared.setting(HTTP_API_TYPE, api.id, 'AccessLogSettings', 'Format');
    if (typeof format === 'string') this.logged('HttpApiAccessLogs', 'access log', accessLine(format));
  }

  /**
   * An invocation that just ended. Its time is rounded up to the next millisecond as Lambda does; all of a function count
   * with their median, as whatever else this machine does stretches some of them.
   */
  invocation({ definition, statistics }: LocalFunction): void {
    const { logicalId, memoryMegabytes } = definition;
    const known = [...this.durations.keys()].find((each) => each.logicalId === logicalId) ?? definition;
    this.durations.set(known, [...(this.durations.get(known) ?? []), Math.ceil(statistics.durationLast)]);
    this.ledger.add('Lambda', `requests of ${logicalId}`, 1, PRICES.lambda.request);
    const level = this.declared.setting(FUNCTION, logicalId, 'LoggingConfig', 'SystemLogLevel');
    for (const line of platformLines(level, memoryMegabytes))
      this.logged('FunctionLogs', `Lambda's lines on ${logicalId}`, line);
  }

  /** @param bytes of one record */
  record(bytes: number): void {
    this.ledger.add('Kinesis', 'payload units', Math.ceil(bytes / KINESIS_UNIT), PRICES.kinesis.payloadUnit);
  }

  /** @param bytes of all messages of the request */
  queueRequest(what: string, isFifo: boolean, bytes = 0): void {
    const { fifoRequest, standardRequest } = PRICES.sqs;
    const chunks = Math.max(1, Math.ceil(bytes / SQS_CHUNK));
    this.ledger.add('SQS', what, chunks, isFifo ? fifoRequest : standardRequest);
  }

  private logged(group: string, what: string, line: string): void {
    const logClass = this.declared.setting('AWS::Logs::LogGroup', group, 'LogGroupClass');
    const { STANDARD, INFREQUENT_ACCESS } = PRICES.cloudWatch.ingestedGigabyte;
    const price = logClass === 'INFREQUENT_ACCESS' ? INFREQUENT_ACCESS : STANDARD;
    this.ledger.add('CloudWatch Logs', `bytes: ${what}`, bytesOf(line), price / GIGABYTE);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
