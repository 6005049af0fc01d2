import { projectorOf, type ConsumersHandler } from '../../../../../src/composition/consumers';
import { iamModule } from '../../../../../src/contexts/iam/iam.module';

const projector = projectorOf(iamModule);
const rung = new Set<string>();

/** The projector of IAM, whose time is up before it has begun whenever a stream is rung for the first time. */
export const handler: ConsumersHandler = (event, invocation) => {
  if (!('doorbell' in event) || rung.has(event.doorbell.stream)) return projector(event, invocation);
  rung.add(event.doorbell.stream);
  return projector(event, { getRemainingTimeInMillis: () => 0 });
};
