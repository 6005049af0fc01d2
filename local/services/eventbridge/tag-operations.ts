import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { text, texts, type Input } from '../aws-json/input';
import { addTags, describeTags, removeTags, tagList, type Tags } from '../aws-json/tags';
import type { EventBuses } from './event-bus';

/** Tags of buses and rules, by their ARN. */
export function tagOperations(buses: EventBuses): Operations {
  const tags = new WeakMap<object, Tags>();
  const tagsOf = (input: Input): Tags => {
    const owner = ownerOf(buses, text(input, 'ResourceARN'));
    const known = tags.get(owner) ?? new Map<string, string>();
    tags.set(owner, known);
    return known;
  };
  return {
    ListTagsForResource: (input) => ({ Tags: describeTags(tagsOf(input)) }),
    TagResource: (input) => {
      addTags(tagsOf(input), tagList(input));
      return {};
    },
    UntagResource: (input) => {
      removeTags(tagsOf(input), texts(input, 'TagKeys'));
      return {};
    },
  };
}

/** The targets of a rule stay the same object when the rule is put again. */
function ownerOf(buses: EventBuses, arn: string): object {
  for (const bus of buses.values()) {
    if (bus.arn === arn) return bus;
    for (const rule of bus.rules.values()) if (rule.arn === arn) return rule.targets;
  }
  throw new AwsError('ResourceNotFoundException', `${arn} does not exist.`);
}
