import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalText, text, texts } from '../aws-json/input';
import { addTags, describeTags, removeTags, tagMap, type Tags } from '../aws-json/tags';
import { namedConsumer } from './consumer-operations';
import { namedStream } from './named-stream';
import { pageAfter } from '../aws-json/page';
import { parseConsumerArn } from './stream-consumer';
import type { StreamStore } from './stream-store';

export function tagOperations(store: StreamStore): Operations {
  return {
    AddTagsToStream: (input) => {
      addTags(namedStream(store, input).tags, tagMap(input));
      return {};
    },

    RemoveTagsFromStream: (input) => {
      removeTags(namedStream(store, input).tags, texts(input, 'TagKeys'));
      return {};
    },

    ListTagsForStream: (input) => {
      const { tags } = namedStream(store, input);
      const after = optionalText(input, 'ExclusiveStartTagKey');
      const sorted = [...tags].sort(([a], [b]) => (a < b ? -1 : 1));
      const page = pageAfter(sorted, ([key]) => key, after, boundedInteger(input, 'Limit', 1, 50, 50));
      return { Tags: describeTags(new Map(page.items)), HasMoreTags: page.hasMore };
    },

    TagResource: (input) => {
      addTags(taggedBy(store, text(input, 'ResourceARN')), tagMap(input));
      return {};
    },

    UntagResource: (input) => {
      removeTags(taggedBy(store, text(input, 'ResourceARN')), texts(input, 'TagKeys'));
      return {};
    },

    ListTagsForResource: (input) => ({ Tags: describeTags(taggedBy(store, text(input, 'ResourceARN'))) }),
  };
}

/** The tags of a stream or of one of its consumers. */
function taggedBy(store: StreamStore, arn: string): Tags {
  const isConsumer = parseConsumerArn(arn) !== undefined;
  return isConsumer
    ? namedConsumer(store, { ConsumerARN: arn }).consumer.tags
    : namedStream(store, { StreamARN: arn }).tags;
}
