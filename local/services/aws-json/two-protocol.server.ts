import { createServer as createHttp1Server, type RequestListener } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { LocalCallers, REFUSED } from '../../exposure/local-callers';
import { requestSource } from '../../exposure/request-source';
import type { FaultyFront } from '../../faults/faulty-front';

/** How every HTTP/2 connection begins; no HTTP/1 method does ("HTTP/2", RFC 9113 section 3.4). */
const HTTP2_PREFACE_START = 'PRI';

const JSON_TYPE = { 'content-type': 'application/json' };

export interface TwoProtocolServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface TwoProtocolHandlers {
  readonly http1: RequestListener;
  readonly http2: (request: Http2ServerRequest, response: Http2ServerResponse) => void;
}

/**
 * HTTP/1.1 and clear-text HTTP/2 (prior knowledge) on one port: the SDK's Kinesis client speaks HTTP/2 unless told
 * otherwise, everything else HTTP/1.1. The first bytes of a connection tell which. Handlers see the requests alone
 * that `callers` lets pass, and in trouble those that `front` lets.
 */
export async function listenTwoProtocols(
  host: string,
  handlers: TwoProtocolHandlers,
  callers = new LocalCallers([host]),
  front?: FaultyFront,
): Promise<TwoProtocolServer> {
  const http1 = createHttp1Server((request, response) => {
    const refusal = callers.refusal(requestSource(request));
    if (refusal === undefined && front?.awaits(request) === true) void front.meet(request, response);
    else if (refusal === undefined) handlers.http1(request, response);
    else response.writeHead(REFUSED, JSON_TYPE).end(JSON.stringify({ message: refusal }));
  });
  const http2 = createHttp2Server((request, response) => {
    const refusal = callers.refusal(requestSource(request));
    if (refusal === undefined && front?.awaits(request) === true) void front.meet(request, response);
    else if (refusal === undefined) handlers.http2(request, response);
    else response.writeHead(REFUSED, JSON_TYPE).end(JSON.stringify({ message: refusal }));
  });
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that cuts its connection is no fault of the server; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      if (first.toString('latin1').startsWith(HTTP2_PREFACE_START)) {
        http2.emit('connection', socket); // takes what was put back by itself; flowing, that would be lost
      } else {
        http1.emit('connection', socket);
        socket.resume();
      }
    });
  });

  const port = await listen(server, host);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { port, close };
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
