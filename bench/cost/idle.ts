import type { MappingDefinition } from '../../local/mappings/mapping-definition';
import { listAt, valueAt, type DeclaredResource } from '../../scripts/wiring/template-document';
import type { Declared } from './declared';
import { IDLE_POLLS_A_MONTH, PRICES } from './prices';

export interface IdleCost {
  readonly what: string;
  readonly count: number;
  readonly usd: number;
}

/** What a stack costs in a month in which nobody calls it. */
export function idleCosts(declared: Declared, mappings: readonly MappingDefinition[]): readonly IdleCost[] {
  const count = (type: string): number => declared.all(type).length;
  const polled = new Set(mappings.filter(({ kind }) => kind === 'sqs').map(({ sourceArn }) => sourceArn));
  const fifo = [...polled].filter((arn) => arn.endsWith('.fifo')).length;
  const shards = sum(
    declared
      .all('AWS::Kinesis::Stream')
      .map(({ id }) => Number(declared.setting('AWS::Kinesis::Stream', id, 'ShardCount'))),
  );
  const metrics = sum(declared.all('AWS::CloudWatch::Alarm').map(metricsOf));
  const { kinesis, sqs, cloudWatch, secretsManager } = PRICES;
  const costs = [
    { what: 'Kinesis shards', count: shards, price: kinesis.shardMonth },
    { what: 'metrics of alarms', count: metrics, price: cloudWatch.alarmMetricMonth },
    { what: 'dashboards', count: count('AWS::CloudWatch::Dashboard'), price: cloudWatch.dashboardMonth },
    { what: 'FIFO queues that Lambda polls', count: fifo, price: IDLE_POLLS_A_MONTH * sqs.fifoRequest },
    {
      what: 'standard queues that Lambda polls',
      count: polled.size - fifo,
      price: IDLE_POLLS_A_MONTH * sqs.standardRequest,
    },
    { what: 'secrets', count: count('AWS::SecretsManager::Secret'), price: secretsManager.secretMonth },
  ];
  return costs.map(({ what, count: number, price }) => ({ what, count: number, usd: number * price }));
}

/** An expression costs what its metrics cost. */
function metricsOf({ properties }: DeclaredResource): number {
  const metrics = listAt(properties, 'Metrics');
  return metrics.length === 0
    ? 1
    : metrics.filter((metric) => valueAt(metric, 'MetricStat') !== undefined).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
