import { createServer, request, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Units that one kind of request took of a table: `write units of IamUsersTable`. */
export type OnUnits = (kind: 'read' | 'write', table: string, units: number) => void;

const READS = /^(?:BatchGet|Get|Query|Scan|TransactGet)/u;
const DATA = 'DynamoDB_20120810.';
const WITH_CAPACITY =
  /^(?:BatchGet|BatchWrite|Delete|Get|Put|Query|Scan|TransactGet|TransactWrite|Update)Item?s?$/u;

interface Capacity {
  readonly TableName: string;
  readonly CapacityUnits?: number;
}

/**
 * Stands before DynamoDB, asks it for the capacity of each request, whoever sends it, and counts it. Indexes and the
 * double price of transactions are part of what it says.
 */
export async function meterDynamo(
  upstream: string,
  onUnits: OnUnits,
): Promise<{ readonly endpoint: string; stop(): void }> {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(upstream);
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing);
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const operation = target.startsWith(DATA) ? target.slice(DATA.length) : '';
    const counts = WITH_CAPACITY.test(operation);
    const sent = await bodyOf(incoming);
    const body = counts ? Buffer.from(withCapacity(sent)) : sent;
    const headers = { ...incoming.headers, 'content-length': String(body.length) };
    const options = { hostname, port, agent, method: incoming.method, path: incoming.url, headers };
    const forwarded = request(options, (answer) => {
      void bodyOf(answer).then((bytes) => {
        if (counts) count(operation, bytes);
        // The checksum and the length are of the same bytes, as nothing is changed on the way back.
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes);
      });
    });
    forwarded.on('error', () => outgoing.destroy());
    forwarded.end(body);
  }

  function count(operation: string, bytes: Buffer): void {
    const { ConsumedCapacity = [] } = JSON.parse(bytes.toString()) as {
      readonly ConsumedCapacity?: Capacity | readonly Capacity[];
    };
    const kind = READS.test(operation) ? 'read' : 'write';
    for (const { TableName, CapacityUnits = 0 } of [ConsumedCapacity].flat())
      onUnits(kind, TableName, CapacityUnits);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

function withCapacity(body: Buffer): string {
  return JSON.stringify({ ...(JSON.parse(body.toString()) as object), ReturnConsumedCapacity: 'TOTAL' });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
