import { setImmediate } from 'node:timers/promises';
import type { Keys } from '../../../src/identity/key-set';
import type { Secrets } from '../../../src/outside/secrets';

/** Secrets that a test puts, with a count of how often each was read. */
export class MemorySecrets implements Secrets {
  readonly asked: string[] = [];
  private readonly texts = new Map<string, string>();

  put(logicalId: string, text: string): void {
    this.texts.set(logicalId, text);
  }

  putKeys({ verification, signing }: Keys): void {
    this.put('VerificationKeys', JSON.stringify(verification));
    this.put('SigningKeys', JSON.stringify(signing));
  }

  async get(logicalId: string): Promise<string> {
    this.asked.push(logicalId);
    // As over a network: what others do meanwhile comes between.
    await setImmediate();
    const text = this.texts.get(logicalId);
    if (text === undefined) throw new Error(`${logicalId} holds nothing`);
    return text;
  }
}
