import { contextApi } from '../../composition/context-api';
import { provideSecrets } from '../../composition/outside/secrets';
import { provideRateLimits } from '../../composition/outside/rate-limits';
import { otpModule } from '../../contexts/otp/otp.module';

/** HTTP API, every route of otp that is not a GET. Written by `npm run template`. */
export const handler = contextApi(otpModule, [provideSecrets, provideRateLimits]).handle;
