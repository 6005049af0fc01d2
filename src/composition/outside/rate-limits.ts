import { DynamoRateLimits } from '../../aws/dynamo-rate-limits';
import type { Clock } from '../../outside/clock';
import { CLOCK } from '../../outside/clock';
import { RATE_LIMITS } from '../../outside/rate-limits';
import { SECRETS, type Secrets } from '../../outside/secrets';
import { DYNAMO_CLIENT } from '../container';
import type { Provide } from './provide';

/** Needs the secrets as well: by one of them subjects are hashed. */
export const provideRateLimits: Provide = (container, environment) => {
  container.bind(RATE_LIMITS).toDynamicValue(
    () =>
      new DynamoRateLimits(container.get(DYNAMO_CLIENT), {
        nameOf: (logicalId) => environment.resource(logicalId),
        hashKey: () => container.get<Secrets>(SECRETS).get('AddressHashSecret'),
        now: container.get<Clock>(CLOCK),
      }),
  );
};
