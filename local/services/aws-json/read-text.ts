import { AwsError } from './aws-error';

/** More than the largest request of any service here: 10 MiB of records in base64. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export type Body = AsyncIterable<Buffer>;

/** @throws AwsError for more than any request may have */
export async function readText(body: Body): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AwsError('RequestEntityTooLarge', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
