import { randomUUID } from 'node:crypto';
import type { AwsError } from '../aws-json/aws-error';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Answer of an operation, each of its members a text ("AWS query protocol" in the Smithy specification). */
export function queryResult(operation: string, members: Readonly<Record<string, string>>): string {
  const result = Object.entries(members).map(([name, value]) => `<${name}>${xmlText(value)}</${name}>`);
  return `${DECLARATION}<${operation}Response><${operation}Result>${result.join('')}</${operation}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`;
}

export function queryError({ type, message, status }: Pick<AwsError, 'type' | 'message' | 'status'>): string {
  const fault = status < 500 ? 'Sender' : 'Receiver';
  return `${DECLARATION}<ErrorResponse><Error><Type>${fault}</Type><Code>${type}</Code><Message>${xmlText(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}
