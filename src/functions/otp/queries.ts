import { contextApi } from '../../composition/context-api';
import { otpModule } from '../../contexts/otp/otp.module';

/** HTTP API, the GET routes of otp. Written by `npm run template`. */
export const handler = contextApi(otpModule).handle;
