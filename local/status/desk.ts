import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { HttpAnswer } from '../gateway/http-answer';
import { readBody } from '../gateway/read-body';

/** What a desk sees of a request. */
export interface DeskRequest {
  readonly authorization: string | undefined;
  /** Whether it came by an address of loopback. */
  readonly isLoopback: boolean;
  /** @returns undefined for more than a request may have */
  body(): Promise<Buffer | undefined>;
}

/** A page of the runtime that takes orders. */
export class Desk {
  constructor(readonly methods: Readonly<Record<string, (request: DeskRequest) => Promise<HttpAnswer>>>) {}
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

export function deskRequest(message: IncomingMessage): DeskRequest {
  const { remoteAddress = '' } = message.socket;
  return {
    authorization: message.headers.authorization,
    isLoopback: loopback.check(remoteAddress, isIPv6(remoteAddress) ? 'ipv6' : 'ipv4'),
    body: () => readBody(message),
  };
}
