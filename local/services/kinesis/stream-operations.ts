import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import {
  boundedInteger,
  optionalNumber,
  optionalObject,
  optionalText,
  text,
  type Input,
} from '../aws-json/input';
import { addTags, tagMap } from '../aws-json/tags';
import type { StreamSettings } from './kinesis-stream';
import { streamName } from './named-stream';
import { pageAfter } from '../aws-json/page';
import type { StreamStore } from './stream-store';

/** What an on-demand stream starts with. */
const ON_DEMAND_SHARDS = 4;

/** Streams are there at once: none is ever seen as CREATING or DELETING. */
export function streamOperations(store: StreamStore): Operations {
  return {
    CreateStream: (input) => {
      const settings = settingsOf(input);
      const tags = tagMap(input);
      store.create(settings);
      addTags(store.get(settings.name).tags, tags);
      return {};
    },

    DeleteStream: (input) => {
      store.delete(streamName(input));
      return {};
    },

    ListStreams: (input) => {
      const after = optionalText(input, 'NextToken') ?? optionalText(input, 'ExclusiveStartStreamName');
      const limit = boundedInteger(input, 'Limit', 1, 10_000, 100);
      const page = pageAfter(store.names(), (name) => name, after, limit);
      return {
        StreamNames: page.items,
        HasMoreStreams: page.hasMore,
        ...(page.hasMore && { NextToken: page.items.at(-1) }),
      };
    },
  };
}

function settingsOf(input: Input): StreamSettings {
  const name = text(input, 'StreamName');
  if (!/^[\w.-]{1,128}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      `"${name}" is no stream name: 1 to 128 of letters, digits, "_.-".`,
    );
  }
  const onDemand =
    optionalText(optionalObject(input, 'StreamModeDetails') ?? {}, 'StreamMode') === 'ON_DEMAND';
  if (!onDemand && optionalNumber(input, 'ShardCount') === undefined) {
    throw new AwsError('ValidationException', 'ShardCount must be given for a provisioned stream.');
  }
  return {
    name,
    mode: onDemand ? 'ON_DEMAND' : 'PROVISIONED',
    shardCount: boundedInteger(input, 'ShardCount', 1, 10_000, ON_DEMAND_SHARDS),
    maxRecordBytes: 1024 * boundedInteger(input, 'MaxRecordSizeInKiB', 1024, 10_240, 1024),
  };
}
