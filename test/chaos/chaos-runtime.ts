import { startRuntime, type Runtime } from '../../local/runtime';
import type { RuntimeLog } from '../../local/runtime-log';
import { templateVariant } from '../flow/consumers/template-variant';

/**
 * The application as it is deployed, but for the time that a message stays hidden whose function was killed: that is as
 * long as the function may take, and nothing here is to be learnt from waiting for it.
 */
export function startForChaos(
  name: string,
  { hiddenSeconds = 10, log }: { readonly hiddenSeconds?: number; readonly log?: RuntimeLog } = {},
): Promise<Runtime> {
  const template = templateVariant(name, [
    { from: 'VisibilityTimeout: 54', to: `VisibilityTimeout: ${hiddenSeconds}` },
    {
      resource: 'CatchUpQueue',
      from: 'VisibilityTimeout: 450',
      to: `VisibilityTimeout: ${2 * hiddenSeconds}`,
    },
  ]);
  return startRuntime({ template, buildDirectory: `.local/test/${name}`, ...(log && { log }) });
}
