import type { Application } from '../../local/application/application';
import { isJsonObject } from '../../local/template/json';
import type { Resource } from '../../local/template/resource';
import { IDLE_POLLS_A_MONTH, PRICES } from './prices';

export interface IdleCost {
  readonly what: string;
  readonly count: number;
  readonly usd: number;
}

/** What a stack costs in a month in which nobody calls it, with the parameters' defaults. */
export function idleCosts({ resources, mappings }: Application): readonly IdleCost[] {
  const count = (type: string): number => resources.filter((resource) => resource.type === type).length;
  const polled = new Set(mappings.filter(({ kind }) => kind === 'sqs').map(({ sourceArn }) => sourceArn));
  const fifo = [...polled].filter((arn) => arn.endsWith('.fifo')).length;
  const shards = sum(
    resources
      .filter(({ type }) => type === 'AWS::Kinesis::Stream')
      .map(({ properties }) => Number(properties.ShardCount)),
  );
  const metrics = sum(resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm').map(metricsOf));
  const secrets = count('AWS::SecretsManager::Secret');
  const dashboards = count('AWS::CloudWatch::Dashboard');
  const { kinesis, sqs, cloudWatch, secretsManager } = PRICES;
  return [
    { what: 'Kinesis shards', count: shards, usd: shards * kinesis.shardMonth },
    { what: 'metrics of alarms', count: metrics, usd: metrics * cloudWatch.alarmMetricMonth },
    { what: 'dashboards', count: dashboards, usd: dashboards * cloudWatch.dashboardMonth },
    { what: 'FIFO queues that Lambda polls', count: fifo, usd: fifo * IDLE_POLLS_A_MONTH * sqs.fifoRequest },
    {
      what: 'standard queues that Lambda polls',
      count: polled.size - fifo,
      usd: (polled.size - fifo) * IDLE_POLLS_A_MONTH * sqs.standardRequest,
    },
    { what: 'secrets', count: secrets, usd: secrets * secretsManager.secretMonth },
  ];
}

/** An expression costs what its metrics cost. */
function metricsOf({ properties: { Metrics } }: Resource): number {
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((metric) => isJsonObject(metric) && metric.MetricStat !== undefined).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
