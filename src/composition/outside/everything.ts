import { provideMessages } from './messages';
import type { Provide } from './provide';
import { provideRateLimits } from './rate-limits';
import { provideSchedules } from './schedules';
import { provideSecrets } from './secrets';

/** For tools, which ask what there could be; no function has all of it. */
export const everythingOutside: readonly Provide[] = [
  provideSecrets,
  provideMessages,
  provideRateLimits,
  provideSchedules,
];
