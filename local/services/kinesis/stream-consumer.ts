/** A consumer with a throughput of its own ("enhanced fan-out"). */
export interface StreamConsumer {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly tags: Map<string, string>;
}

/** Of a consumer's ARN, which holds that of its stream and the second of its registration. */
const CONSUMER_ARN = /^(?<stream>arn:.*:stream\/[\w.-]+)\/consumer\/(?<name>[\w.-]+)(?::\d+)?$/;

export function consumerArn(stream: string, name: string, createdAt: number): string {
  return `${stream}/consumer/${name}:${Math.floor(createdAt / 1000)}`;
}

/** @returns undefined for what is no ARN of a consumer */
export function parseConsumerArn(
  arn: string,
): { readonly stream: string; readonly name: string } | undefined {
  const { stream, name } = CONSUMER_ARN.exec(arn)?.groups ?? {};
  return stream === undefined || name === undefined ? undefined : { stream, name };
}
