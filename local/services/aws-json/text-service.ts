import type { LocalCallers } from '../../exposure/local-callers';
import type { FaultyFront } from '../../faults/faulty-front';
import { endpointUrl } from '../endpoint-url';
import { never, type LocalService } from '../local-service';
import type { Body } from './read-text';
import { listenTwoProtocols } from './two-protocol.server';

/** A request of either protocol. */
export interface TextRequest extends Body {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Response {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  end(body: string): unknown;
}

/** A service whose answers are whole texts. @param answer never rejects */
export async function serveText(
  host: string,
  answer: (request: TextRequest) => Promise<TextAnswer>,
  callers?: LocalCallers,
  front?: FaultyFront,
): Promise<LocalService> {
  const handle = (request: TextRequest, response: Response): void => {
    void answer(request).then(({ status, headers, body }) => {
      response.writeHead(status, headers);
      response.end(body);
    });
  };
  const server = await listenTwoProtocols(host, { http1: handle, http2: handle }, callers, front);
  return { endpoint: endpointUrl(host, server.port), exited: never(), stop: () => server.close() };
}
