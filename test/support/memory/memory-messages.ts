import type { Messages } from '../../../src/outside/messages';

/** Somebody's mail. */
export interface MemoryMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly text: string;
}

/** Messages that a test can read, from a provider that a test can have fail. */
export class MemoryMessages implements Messages {
  readonly sent: MemoryMessage[] = [];
  /** What it fails with, while it fails. */
  failure: Error | undefined;

  async email(to: string, _subject: string, text: string): Promise<void> {
    await this.take({ channel: 'email', to, text });
  }

  async sms(to: string, text: string): Promise<void> {
    await this.take({ channel: 'sms', to, text });
  }

  private take(message: MemoryMessage): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.sent.push(message);
    return Promise.resolve();
  }
}
