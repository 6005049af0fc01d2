import type { Server } from 'node:http';
import { buildApp } from 'fauxqs';
import { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
import type { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { takeAllCharacters } from './message-characters';

type Done = (error?: Error | null, payload?: unknown) => void;

export interface FauxqsRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: {
    readonly method?: string;
    readonly url?: string;
    readonly headers: Record<string, string | string[] | undefined>;
  };
  body: unknown;
}

export interface FauxqsReply {
  code(status: number): FauxqsReply;
  header(name: string, value: string): FauxqsReply;
  type(contentType: string): FauxqsReply;
  send(body: string): unknown;
}

/** The part of fauxqs's Fastify app that is used here; its published type does not resolve. */
export interface FauxqsApp {
  readonly server: Server;
  addHook(
    name: 'onRequest' | 'preHandler',
    hook: (request: FauxqsRequest, reply: FauxqsReply, done: Done) => void,
  ): unknown;
  addHook(
    name: 'preSerialization',
    hook: (request: FauxqsRequest, reply: unknown, payload: unknown, done: Done) => void,
  ): unknown;
  listen(options: { host: string; port: number }): Promise<string>;
  close(): Promise<void>;
}

/** @param sqsStore keeps the queues */
export function buildFauxqs(sqsStore: SqsStore): FauxqsApp {
  takeAllCharacters();
  const stores = { sqsStore, snsStore: new SnsStore(), s3Store: new S3Store() };
  return buildApp({ logger: false, stores }) as FauxqsApp;
}
