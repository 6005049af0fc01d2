import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Operations that say what they cost when they are asked. */
const COUNTED =
  /^DynamoDB_20120810\.(?:(?:Put|Get|Update|Delete|BatchGet|BatchWrite)Item|Query|Scan|Transact(?:Get|Write)Items)$/u;
const READS = /\.(?:GetItem|BatchGetItem|Query|Scan|TransactGetItems)$/u;

/** What was asked of one table by one operation. */
export interface Metered {
  requests: number;
  units: number;
}

interface Capacity {
  readonly TableName?: string;
  readonly CapacityUnits?: number;
}

/** Stands before a DynamoDB and counts what everybody asks of each table: the tool, the functions, and who else is there. */
export class MeteringProxy {
  private counts = new Map<string, Metered>();
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server = createServer((incoming, response) => {
    this.pass(incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  private constructor(private readonly upstream: URL) {}

  static async before(upstream: string): Promise<MeteringProxy> {
    const proxy = new MeteringProxy(new URL(upstream));
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was counted since the last call, by `<table> <operation>`. */
  take(): ReadonlyMap<string, Metered> {
    const { counts } = this;
    this.counts = new Map();
    return counts;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
  }

  private async pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = String(incoming.headers['x-amz-target']);
    const isCounted = COUNTED.test(target);
    const asked = await buffer(incoming);
    const body = isCounted ? withCapacity(asked) : asked;
    const answer = await this.ask(incoming, body);
    const content = await buffer(answer);
    if (isCounted) this.count(target, content);
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
  }

  private async ask(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { hostname, port } = this.upstream;
    const headers = { ...incoming.headers, 'content-length': String(body.byteLength) };
    const sent = request({
      agent: this.agent,
      hostname,
      port,
      path: incoming.url,
      method: incoming.method,
      headers,
    });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.end(body);
    return (await answered)[0];
  }

  private count(target: string, content: Buffer): void {
    const operation = target.split('.')[1] ?? '';
    const { ConsumedCapacity } = JSON.parse(content.toString()) as {
      readonly ConsumedCapacity?: Capacity | readonly Capacity[];
    };
    for (const { TableName = '', CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) {
      const key = `${TableName} ${operation}`;
      const known = this.counts.get(key) ?? { requests: 0, units: 0 };
      this.counts.set(key, { requests: known.requests + 1, units: known.units + CapacityUnits });
    }
  }
}

export function isRead(operation: string): boolean {
  return READS.test(`.${operation}`);
}

function withCapacity(body: Buffer): Buffer {
  const input = JSON.parse(body.toString()) as object;
  return Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
}
