import { crc32 } from 'node:zlib';

/** One message of an answer that goes on: the name of its shape and its JSON. */
export interface StreamedEvent {
  readonly type: string;
  readonly body: object;
}

/** An answer of many messages, in the place of the one object that other operations return. */
export class EventStream {
  /** @param events ends when the stream is over, or soon after the signal aborts */
  constructor(readonly events: (signal: AbortSignal) => AsyncIterable<StreamedEvent>) {}
}

export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

/** In the JSON protocols the members outside of the stream come as its first message. */
export const INITIAL_RESPONSE: StreamedEvent = { type: 'initial-response', body: {} };

const STRING = 7;

/**
 * The binary frame of one message ("Amazon event stream", Smithy specification): lengths of all and of the headers,
 * their CRC-32, headers, payload, CRC-32 of everything before.
 */
export function eventMessage({ type, body }: StreamedEvent): Buffer {
  const headers = Buffer.concat([
    header(':event-type', type),
    header(':content-type', 'application/json'),
    header(':message-type', 'event'),
  ]);
  const payload = Buffer.from(JSON.stringify(body));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(prelude.length + headers.length + payload.length + 4, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, headers, payload]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(message));
  return Buffer.concat([message, checksum]);
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(3);
  length.writeUInt8(STRING, 0);
  length.writeUInt16BE(Buffer.byteLength(value), 1);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), length, Buffer.from(value)]);
}
