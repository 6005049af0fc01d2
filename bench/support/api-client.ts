import { Agent, request } from 'node:http';
import { tokenOf } from '../../scripts/token/token-of';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A JSON client that keeps its connections: cheaper than fetch, so that the load generator is not what is measured. */
export class ApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });

  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Of an administrator. @param url of an API of the local runtime */
  static async of(url: string): Promise<ApiClient> {
    return new ApiClient(url, await tokenOf(url, { role: 'admin' }));
  }

  async call(method: string, path: string, body?: object): Promise<Answer> {
    const text = body && JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${this.token}`,
      ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.url}${path}`, { method, agent: this.agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString()) });
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
