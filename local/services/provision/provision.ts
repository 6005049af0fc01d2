import type { Endpoints } from '../endpoints';
import {
  isProvisioned,
  type CloudResource,
  type ProvisionedResource,
  type ProvisionedType,
} from './cloud-resource';
import { provisionTables } from './provision-table';

/**
 * Creates what the template declares on the running services; resources of other types are left to others.
 * What exists already stays as it is. Rejects when an existing table has other keys than the template wants.
 */
export async function provision(resources: readonly CloudResource[], endpoints: Endpoints): Promise<void> {
  const provisioned = resources.filter(isProvisioned);
  const of = (type: ProvisionedType): readonly ProvisionedResource[] =>
    provisioned.filter((resource) => resource.type === type);

  const buckets = of('AWS::S3::Bucket');
  const queues = of('AWS::SQS::Queue');
  const streams = of('AWS::Kinesis::Stream');
  const secrets = of('AWS::SecretsManager::Secret');
  const identities = of('AWS::SES::EmailIdentity');
  const scheduleGroups = of('AWS::Scheduler::ScheduleGroup');
  const [buses, rules] = [of('AWS::Events::EventBus'), of('AWS::Events::Rule')];

  // Each SDK client costs megabytes and start-up time: one that the template does not need is not loaded.
  await Promise.all([
    provisionTables(of('AWS::DynamoDB::Table'), endpoints.dynamodb),
    queues.length > 0 && import('./provision-queues').then((it) => it.provisionQueues(queues, endpoints.sqs)),
    streams.length > 0 &&
      import('./provision-streams').then((it) => it.provisionStreams(streams, endpoints.kinesis)),
    buckets.length > 0 &&
      import('./provision-buckets').then((it) => it.provisionBuckets(buckets, endpoints.s3)),
    buses.length + rules.length > 0 &&
      import('./provision-events').then((it) => it.provisionEvents(buses, rules, endpoints.eventbridge)),
    secrets.length > 0 &&
      import('./provision-secrets').then((it) => it.provisionSecrets(secrets, endpoints.secretsmanager)),
    identities.length > 0 &&
      import('./provision-identities').then((it) => it.provisionIdentities(identities, endpoints.ses)),
    scheduleGroups.length > 0 &&
      import('./provision-schedules').then((it) =>
        it.provisionScheduleGroups(scheduleGroups, endpoints.scheduler),
      ),
  ]);
}
