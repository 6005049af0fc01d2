import type { KeySecrets } from '../../local/identity/key-secrets';
import { revoked, rotated, signerAt } from '../../src/identity/key-set';
import { makeKey } from '../../src/identity/make-key';
import type { Arguments } from './arguments';
import { describeKeys, timeOf } from './describe-keys';

/** Seconds from when a key verifies until it signs: more than functions, gateways and proxies keep the public keys. */
export const LEAD = 3_600;

export interface Surroundings {
  readonly secrets: KeySecrets;
  /** One line of the result. */
  readonly print: (line: string) => void;
  /** Unix seconds. */
  readonly now: number;
}

/** Carries out one command. @throws Error with one line that says what to do */
export async function run(
  order: Exclude<Arguments, { readonly command: 'help' }>,
  { secrets, print, now }: Surroundings,
): Promise<void> {
  const keys = await secrets.read();
  switch (order.command) {
    case 'list':
      for (const line of describeKeys(keys, now)) print(line);
      return;
    case 'rotate': {
      const made = await makeKey();
      await secrets.write(rotated(keys, made, now, order.atOnce ? 0 : LEAD));
      const signsNow = order.atOnce || signerAt(keys.signing, now) === undefined;
      const from = signsNow ? 'signs now' : `signs from ${timeOf(now + LEAD)}`;
      print(`made: ${made.kid}, ${from}`);
      return;
    }
    case 'revoke':
      await secrets.write(revoked(keys, order.kid, now));
      print(`revoked: ${order.kid}; what has kept it takes its tokens for five minutes yet`);
  }
}
