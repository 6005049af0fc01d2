import { randomUUID } from 'node:crypto';
import type { Pipeline } from './pipeline';

export interface Work {
  readonly commands: number;
  /** That the log keeps of them. */
  readonly bytes: number;
}

/** Users of whom any is renamed next. */
export class Renames {
  private sent = 0;

  private constructor(
    private readonly pipeline: Pipeline,
    private readonly ids: readonly string[],
  ) {}

  static async of(pipeline: Pipeline, users: number): Promise<Renames> {
    const ids = Array.from({ length: users }, () => randomUUID());
    for (const id of ids) await pipeline.command('POST', '/users', { id, email: `${id}@example.com` });
    return new Renames(pipeline, ids);
  }

  async next(): Promise<void> {
    const id = this.ids[Math.floor(Math.random() * this.ids.length)] ?? '';
    this.sent += 1;
    await this.pipeline.command('PUT', `/users/${id}`, { firstName: `Ann ${this.sent}`, lastName: 'Lee' });
  }
}

/** One command at a time; each is readable before the next. */
export async function quiet(pipeline: Pipeline, renames: Renames, commands: number): Promise<Work> {
  let bytes = 0;
  for (let sent = 0; sent < commands; sent += 1) {
    await renames.next();
    bytes += await pipeline.passLog();
    await pipeline.passEvents(false);
  }
  return { commands, bytes };
}

const TICK = 250;

/** A steady rate. Only time is modelled: in each quarter of a second come its commands, then the polls that are due. */
export async function saturated(
  pipeline: Pipeline,
  renames: Renames,
  rate: number,
  seconds: number,
): Promise<Work> {
  let bytes = 0;
  let commands = 0;
  for (let now = TICK; now <= seconds * 1000; now += TICK) {
    for (; commands < (rate * now) / 1000; commands += 1) await renames.next();
    if (now % pipeline.interval('dynamodb') === 0) bytes += await pipeline.passLog();
    if (now % pipeline.interval('kinesis') === 0) await pipeline.passEvents(true);
  }
  bytes += await pipeline.passLog();
  await pipeline.passEvents(true);
  return { commands, bytes };
}
