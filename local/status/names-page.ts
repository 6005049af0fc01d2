import {
  isProvisioned,
  type CloudResource,
  type ProvisionedType,
} from '../services/provision/cloud-resource';
import { physicalName } from '../services/provision/physical-name';

/** `/_local/tables`, `/_local/buckets`, `/_local/event-streams`, `/_local/secrets` and `/_local/schedule-groups`: names of all resources of a type, by logical id. */
export function namesPage(
  resources: readonly CloudResource[],
  type: ProvisionedType,
): Record<string, string> {
  const found = resources.filter(isProvisioned).filter((resource) => resource.type === type);
  return Object.fromEntries(found.map((resource) => [resource.logicalId, physicalName(resource)]));
}
