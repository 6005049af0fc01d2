import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './http-answer';

/** Sends an answer with the id of its request, unless there is nobody to send it to. */
export function writeAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  answer: HttpAnswer,
  requestId: string,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, 'apigw-requestid': requestId } as Record<
    string,
    string
  >);
  response.end(message.method === 'HEAD' ? undefined : answer.body);
  // What is left of a body that nobody wants must not be mistaken for the next request.
  if (!message.complete) message.resume();
}
