import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @param attempt counts the requests from 1 */
export type Answer = (response: ServerResponse, attempt: number) => void;

/** A service on a real socket that answers as a test tells it to, or not at all. */
export class FaultyService {
  requests = 0;
  connections = 0;
  private readonly server = createServer((request, response) => {
    void this.serve(request, response);
  });

  private constructor(private readonly answer: Answer) {
    this.server.on('connection', () => (this.connections += 1));
  }

  static async start(answer: Answer): Promise<FaultyService> {
    const service = new FaultyService(answer);
    await once(service.server.listen(0, '127.0.0.1'), 'listening');
    return service;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends its connections too; afterwards its port refuses. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const attempt = this.requests;
    await request.resume().toArray();
    this.answer(response, attempt);
  }
}

export const never: Answer = () => undefined;

export const answering =
  (body: object, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  };
