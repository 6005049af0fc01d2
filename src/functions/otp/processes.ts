import { processesOf } from '../../composition/consumers';
import { provideSecrets } from '../../composition/outside/secrets';
import { provideMessages } from '../../composition/outside/messages';
import { otpModule } from '../../contexts/otp/otp.module';

/** Queue of what the processes of otp follow -> commands. Written by `npm run template`. */
export const handler = processesOf(otpModule, [provideSecrets, provideMessages]);
