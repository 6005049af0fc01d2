import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Acknowledged } from './load';

/** Milliseconds between two looks at the read table: the resolution of the measurement. */
const INTERVAL = 5;
const BATCH = 100;

/** Watches the read table until it includes every acknowledged command. */
export class Observer {
  /** Milliseconds from 202 to readable, in the order of the commands' answers. */
  readonly delays: number[] = [];
  private readonly waiting = new Map<string, { readonly index: number; readonly command: Acknowledged }[]>();
  private count = 0;
  private stopped = false;
  private readonly loop: Promise<void>;

  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {
    this.loop = this.watch();
  }

  readonly expect = (command: Acknowledged): void => {
    const list = this.waiting.get(command.id) ?? [];
    list.push({ index: this.count, command });
    this.waiting.set(command.id, list);
    this.count += 1;
  };

  /** @throws Error when some commands are not readable by the deadline: they are lost, or the chain is too slow */
  async finish(deadline: number): Promise<void> {
    const end = performance.now() + deadline;
    while (this.waiting.size > 0 && performance.now() < end) await sleep(INTERVAL);
    this.stopped = true;
    await this.loop;
    if (this.waiting.size > 0)
      throw new Error(`${this.waiting.size} users are not readable after ${deadline} ms.`);
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      const ids = [...this.waiting.keys()];
      for (let from = 0; from < ids.length; from += BATCH) await this.look(ids.slice(from, from + BATCH));
      await sleep(INTERVAL);
    }
  }

  private async look(ids: readonly string[]): Promise<void> {
    const Keys = ids.map((id) => ({ id: { S: id } }));
    const ask = { Keys, ProjectionExpression: 'id, version', ConsistentRead: true };
    const { Responses } = await this.client.send(
      new BatchGetItemCommand({ RequestItems: { [this.tableName]: ask } }),
    );
    const now = performance.now();
    for (const row of Responses?.[this.tableName] ?? [])
      this.settle(row.id?.S ?? '', Number(row.version?.N), now);
  }

  private settle(id: string, version: number, now: number): void {
    const list = this.waiting.get(id) ?? [];
    for (const { index, command } of list)
      if (command.version <= version) this.delays[index] = now - command.at;
    const rest = list.filter(({ command }) => command.version > version);
    if (rest.length > 0) this.waiting.set(id, rest);
    else this.waiting.delete(id);
  }
}
