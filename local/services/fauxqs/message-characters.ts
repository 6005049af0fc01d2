// Not what the package offers, but the very object that its two ways to send ask.
import { INVALID_MESSAGE_BODY_CHAR } from '../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';

/** Amazon SQS API Reference, SendMessage. */
const REFUSED = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** fauxqs refuses every character beyond the basic plane, an emoji for example; SQS takes them. */
export function takeAllCharacters(): void {
  INVALID_MESSAGE_BODY_CHAR.test = (text) => REFUSED.test(text);
}
