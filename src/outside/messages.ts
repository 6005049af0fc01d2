/** Injection token of `Messages`. */
export const MESSAGES = Symbol.for('Messages');

/** Messages to people. A promise that is kept means that the provider has accepted the message. */
export interface Messages {
  /** @param to an e-mail address */
  email(to: string, subject: string, text: string): Promise<void>;

  /** @param to a phone number as E.164 has it: `+491701234567` */
  sms(to: string, text: string): Promise<void>;
}
