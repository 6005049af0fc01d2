import { config } from 'dotenv';
import type { Installation } from './installation';
import { localInstallation, localUrl } from './local-installation';
import { stackInstallation } from './stack-installation';

/** A stack in AWS; what `npm start` runs at PORT without one. @throws Error when there is none */
export async function openInstallation(stack: string | undefined): Promise<Installation> {
  config({ quiet: true });
  // Which Node.js runs here is the reader's choice, as for npm start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return stack === undefined ? localInstallation(localUrl()) : stackInstallation(stack);
}
