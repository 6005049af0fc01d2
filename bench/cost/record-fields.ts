import type { StreamRecord } from '../../local/mappings/stream/stream-record';

export function tableKey({ event }: StreamRecord): string {
  return (event as { dynamodb: { Keys: { stream: { S: string } } } }).dynamodb.Keys.stream.S;
}

export function sizeOf(event: object): number {
  return (event as { dynamodb: { SizeBytes?: number } }).dynamodb.SizeBytes ?? 0;
}

interface KinesisEvent {
  readonly kinesis: { readonly partitionKey: string; readonly data: string };
}

export function partitionKey({ event }: StreamRecord): string {
  return (event as KinesisEvent).kinesis.partitionKey;
}

export function dataLength({ event }: StreamRecord): number {
  return Buffer.byteLength((event as KinesisEvent).kinesis.data, 'base64');
}
