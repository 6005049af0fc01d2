import type { IncomingMessage } from 'node:http';

/** Source: "Quotas for configuring and running an HTTP API": payload size 10 MB. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** @returns undefined when the body is larger than HTTP API takes; the rest of it is then not read */
export function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    message.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    message.on('error', reject);
  });
}
