import type { FunctionDefinition } from '../../local/lambda/function-definition';
import type { LocalFunction } from '../../local/lambda/local-function';
import type { AuthorisedCall } from '../../local/permissions/guard';
import type { RuntimeLog } from '../../local/runtime-log';
import { silentLog } from '../../local/runtime-log';
import { HTTP_API_TYPE } from '../../local/gateway/api-definition';
import { FUNCTION } from '../../scripts/wiring/template-document';
import type { Declared } from './declared';
import { cpuByFunction } from './function-cpu';
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
  private readonly invocations = new Map<FunctionDefinition, number>();
  private cpuBefore: ReadonlyMap<string, number> = cpuByFunction();

  /** Actions that were called and have no price here. */
  readonly unpriced = new Set<string>();

  constructor(private readonly declared: Declared) {}

  /** What was used since the last call. */
  take(): readonly Entry[] {
    const cpu = cpuByFunction();
    for (const [{ logicalId, name, memoryMegabytes }, invocations] of this.invocations) {
      const seconds = (cpu.get(name) ?? 0) - (this.cpuBefore.get(name) ?? 0);
      const duration = durationOf(seconds / invocations, memoryMegabytes, isProjector(logicalId) ? 2 : 1);
      const gigabyteSeconds = (memoryMegabytes / 1024) * duration * invocations;
      this.ledger.add('Lambda', `GB-s of ${logicalId}`, gigabyteSeconds, PRICES.lambda.gigabyteSecond);
    }
    this.cpuBefore = cpu;
    const { entries } = this.ledger;
    this.ledger = new Ledger();
    this.invocations.clear();
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

  invocation({ definition }: LocalFunction): void {
    const { logicalId, memoryMegabytes } = definition;
    const known = [...this.invocations.keys()].find((each) => each.logicalId === logicalId) ?? definition;
    this.invocations.set(known, (this.invocations.get(known) ?? 0) + 1);
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

/** A projector reads rows and then writes them; the others make their calls at once. */
function isProjector(logicalId: string): boolean {
  return logicalId.endsWith('Projector');
}

/** Megabytes that come with a whole vCPU. Source: Lambda guide, "Configure Lambda function memory". */
const VCPU = 1_769;
/** Seconds that Lambda is taken to wait for a call to DynamoDB, Kinesis or SQS, and half of what it rounds up to. */
const CALL = 0.005;
const ROUNDING = 0.0005;

/**
 * Seconds that an invocation would take on AWS: its CPU here, stretched to the share of a vCPU that the function has, and
 * its calls, one after the other.
 */
function durationOf(cpu: number, memoryMegabytes: number, calls: number): number {
  return cpu * Math.max(1, VCPU / memoryMegabytes) + calls * CALL + ROUNDING;
}
