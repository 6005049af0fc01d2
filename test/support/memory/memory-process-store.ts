import type { ProcessRow } from '../../../src/eventsourcing/consuming/process';
import {
  MAX_ROWS,
  type ProcessCheckpoint,
  type ProcessStore,
  type ProcessWrite,
  type RowChange,
} from '../../../src/eventsourcing/consuming/process-store';

/** State and checkpoints of processes in memory. Rows are kept as JSON. */
export class MemoryProcessStore implements ProcessStore {
  private readonly kept = new Map<string, ProcessCheckpoint>();
  private readonly rows = new Map<string, Map<string, string>>();
  /** Writes that came through. */
  readonly writes: ProcessWrite[] = [];

  checkpoints(process: string, streams: readonly string[]): Promise<readonly ProcessCheckpoint[]> {
    return Promise.resolve(streams.map((stream) => this.checkpoint(process, stream)));
  }

  write(step: ProcessWrite): Promise<'written' | 'stale'> {
    const { process, basedOn, checkpoint, rows } = step;
    if (rows.length > MAX_ROWS) {
      return Promise.reject(new RangeError(`A transaction cannot hold ${rows.length} rows.`));
    }
    const fault = rows.map((row) => faultOf(process, row)).find((each) => each !== undefined);
    if (fault) return Promise.reject(fault);
    const stored = this.checkpoint(process, basedOn.stream);
    const isStill = stored.version === basedOn.version && stored.rowsAt === basedOn.rowsAt;
    if (!isStill) return Promise.resolve('stale');
    this.kept.set(keyOf(process, basedOn.stream), checkpoint);
    for (const { instance, item, data } of rows) {
      const items = this.items(process, instance);
      if (data) items.set(item, JSON.stringify(data));
      else items.delete(item);
    }
    this.writes.push(step);
    return Promise.resolve('written');
  }

  get(process: string, instance: string, item: string): Promise<object | undefined> {
    const text = this.items(process, instance).get(item);
    return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as object));
  }

  remove(process: string, instance: string, item: string): Promise<void> {
    this.items(process, instance).delete(item);
    return Promise.resolve();
  }

  async *list(process: string, instance: string, prefix: string): AsyncGenerator<ProcessRow> {
    const rows = [...this.items(process, instance)].filter(([item]) => item.startsWith(prefix));
    for (const [item, text] of rows.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
      yield await Promise.resolve({ item, data: JSON.parse(text) as object });
    }
  }

  /** Of all rows of an instance. */
  itemsOf(process: string, instance: string): string[] {
    return [...this.items(process, instance).keys()];
  }

  /** Of all instances of a process: `instance item`. */
  rowsOf(process: string): string[] {
    return [...this.rows].flatMap(([key, items]) => {
      const [owner, instance = ''] = JSON.parse(key) as string[];
      return owner === process ? [...items.keys()].map((item) => `${instance} ${item}`) : [];
    });
  }

  private checkpoint(process: string, stream: string): ProcessCheckpoint {
    return this.kept.get(keyOf(process, stream)) ?? { stream, version: 0, rowsAt: 0 };
  }

  private items(process: string, instance: string): Map<string, string> {
    const key = keyOf(process, instance);
    const items = this.rows.get(key) ?? new Map<string, string>();
    this.rows.set(key, items);
    return items;
  }
}

/** Partition key, sort key and bytes of an item that DynamoDB takes, at most. */
const MOST_BYTES = [2_048, 1_024, 400 * 1024];

/** What DynamoDB would refuse of a row. */
function faultOf(process: string, { instance, item, data = {} }: RowChange): Error | undefined {
  const sizes = [`${process}#${instance}`, item, JSON.stringify(data)].map((text) => Buffer.byteLength(text));
  if (MOST_BYTES.every((most, at) => (sizes[at] ?? 0) > 0 && (sizes[at] ?? 0) <= most)) return undefined;
  return new RangeError(`DynamoDB takes no row of these sizes: ${sizes.join(', ')} bytes.`);
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
