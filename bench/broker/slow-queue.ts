import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId: string;
}

/** SQS as far as SendMessageBatch goes, every answer a while after its request. It keeps nothing but the score. */
export class SlowQueue {
  calls = 0;
  messages = 0;
  /** Groups whose messages did not come by rising version. */
  readonly outOfOrder = new Set<string>();
  private readonly versions = new Map<string, number>();
  private readonly server = createServer((request, response) => {
    void this.serve(request, response);
  });

  private constructor(private readonly milliseconds: number) {}

  static async start(milliseconds: number): Promise<SlowQueue> {
    const queue = new SlowQueue(milliseconds);
    await once(queue.server.listen(0, '127.0.0.1'), 'listening');
    return queue;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets what it has seen. */
  reset(): void {
    this.calls = 0;
    this.messages = 0;
    this.versions.clear();
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answered = sleep(this.milliseconds);
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
    const { Entries } = JSON.parse(body) as { Entries: Entry[] };
    this.calls += 1;
    this.messages += Entries.length;
    for (const entry of Entries) this.note(entry);
    await answered;
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ Successful: Entries.map(taken) }));
  }

  private note({ MessageGroupId: group, MessageBody: body }: Entry): void {
    const version = Number(/"version":(\d+)/u.exec(body)?.[1]);
    if (version <= (this.versions.get(group) ?? 0)) this.outOfOrder.add(group);
    this.versions.set(group, version);
  }
}

/** The SDK compares the digest with that of what it sent. */
function taken({ Id, MessageBody }: Entry): object {
  return { Id, MessageId: Id, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') };
}
