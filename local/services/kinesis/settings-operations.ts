import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalObject, text, type Input } from '../aws-json/input';
import { DEFAULT_RETENTION_HOURS, type KinesisStream } from './kinesis-stream';
import { namedStream } from './named-stream';
import type { StreamStore } from './stream-store';

/** "Quotas and limits", Kinesis developer guide. Neither limit is enforced here. */
const SHARD_LIMIT = 500;
const ON_DEMAND_LIMIT = 50;
const MAX_RETENTION_HOURS = 8_760;

export function settingsOperations(store: StreamStore): Operations {
  const changeRetention = (input: Input, isAllowed: (hours: number, current: number) => boolean): object => {
    const stream = namedStream(store, input);
    const { name } = stream.settings;
    const hours = boundedInteger(
      input,
      'RetentionPeriodHours',
      DEFAULT_RETENTION_HOURS,
      MAX_RETENTION_HOURS,
      0,
    );
    if (!isAllowed(hours, stream.retentionHours)) {
      throw new AwsError(
        'InvalidArgumentException',
        `Requested retention period (${hours} hours) for stream ${name} can not be ` +
          `${hours > stream.retentionHours ? 'longer' : 'shorter'} than the existing one (${stream.retentionHours} hours).`,
      );
    }
    stream.retentionHours = hours;
    return {};
  };
  return {
    IncreaseStreamRetentionPeriod: (input) => changeRetention(input, (hours, current) => hours >= current),
    DecreaseStreamRetentionPeriod: (input) => changeRetention(input, (hours, current) => hours <= current),

    UpdateStreamMode: (input) => {
      namedStream(store, input).mode = streamMode(input);
      return {};
    },

    DescribeLimits: () => {
      const streams = store.names().map((name) => store.get(name));
      return {
        ShardLimit: SHARD_LIMIT,
        OpenShardCount: streams.reduce((sum, { openShards }) => sum + openShards.length, 0),
        OnDemandStreamCount: streams.filter(({ mode }) => mode === 'ON_DEMAND').length,
        OnDemandStreamCountLimit: ON_DEMAND_LIMIT,
      };
    },
  };
}

function streamMode(input: Input): KinesisStream['mode'] {
  const mode = text(optionalObject(input, 'StreamModeDetails') ?? {}, 'StreamMode');
  if (mode === 'PROVISIONED' || mode === 'ON_DEMAND') return mode;
  throw new AwsError('ValidationException', `"${mode}" is no StreamMode.`);
}
