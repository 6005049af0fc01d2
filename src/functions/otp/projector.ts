import { projectorOf } from '../../composition/consumers';
import { otpModule } from '../../contexts/otp/otp.module';

/** Queues of what otp follows -> its read tables. Written by `npm run template`. */
export const handler = projectorOf(otpModule);
