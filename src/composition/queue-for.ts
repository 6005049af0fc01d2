/** A queue that gets commits of an aggregate type. */
export interface QueueFor {
  readonly url: string;
  /** The event types that it is for; all when absent. */
  readonly handles?: ReadonlySet<string>;
}

/** Between the names of events, which are encoded; nothing that tells URLs of a list apart. */
const SEPARATOR = '+';

/**
 * Reads how the broker is told of a queue: by its URL, and after `#` the events that it is for, without the aggregate type
 * that all of them begin with. For `iam/user`: `https://sqs...fifo#role-added+role-removed`.
 */
export function queueFor(told: string, aggregateType: string): QueueFor {
  const [url = '', names] = told.split('#');
  if (names === undefined) return { url };
  const handled = names.split(SEPARATOR).filter((name) => name !== '');
  return { url, handles: new Set(handled.map((name) => `${aggregateType}/${decodeURIComponent(name)}`)) };
}

/** What follows the URL of a queue that is for certain events alone: `#role-added+role-removed`. */
export function fragmentFor(handles: readonly string[], aggregateType: string): string {
  const names = handles.map((type) => encoded(type.slice(aggregateType.length + 1)));
  return `#${names.join(SEPARATOR)}`;
}

/** Also the quote, which stands around the text in template.yaml. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll("'", '%27');
}
