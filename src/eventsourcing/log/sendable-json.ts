/**
 * What SQS refuses, and would refuse for ever: the control characters and lone surrogates that JSON escapes anyway,
 * and two noncharacters (Amazon SQS API Reference, SendMessageBatch). Nothing else is escaped: a character of 4 bytes
 * stays 4 bytes.
 */
const UNSENDABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** JSON that every queue takes. */
export function sendableJson(value: object): string {
  return JSON.stringify(value).replaceAll(UNSENDABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
