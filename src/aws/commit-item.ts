import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Commit } from '../eventsourcing/commit';
import type { DomainEvent } from '../kernel/domain-event';

export type Item = Record<string, AttributeValue>;

/**
 * A commit as an item of the event log. The key is `stream` and `version`; the events are one JSON string, which is
 * smaller than DynamoDB's own maps and comes back exactly as it went in.
 */
export function toItem({ version, events, ...rest }: Commit): Item {
  const texts = Object.entries(rest).map(([name, value]) => [name, { S: value }] as const);
  return {
    ...Object.fromEntries(texts),
    version: { N: String(version) },
    events: { S: JSON.stringify(events) },
  };
}

/** @throws TypeError when an attribute is missing: the item is not a commit */
export function fromItem(item: Readonly<Item>): Commit {
  const text = (name: keyof Commit): string => {
    const value = item[name]?.S ?? item[name]?.N;
    if (value === undefined)
      throw new TypeError(`An item of the event log has no ${name}: it is not a commit.`);
    return value;
  };
  return {
    stream: text('stream'),
    version: Number(text('version')),
    commitId: text('commitId'),
    committedAt: text('committedAt'),
    actor: text('actor'),
    correlationId: text('correlationId'),
    causationId: text('causationId'),
    events: JSON.parse(text('events')) as DomainEvent[],
  };
}
