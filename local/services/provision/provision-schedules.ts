import { ConflictException, CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

export async function provisionScheduleGroups(
  groups: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new SchedulerClient(localClientConfig(endpoint));
  try {
    for (const group of groups) {
      try {
        await client.send(new CreateScheduleGroupCommand({ Name: physicalName(group) }));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error; // it exists: nothing to do
      }
    }
  } finally {
    client.destroy();
  }
}
