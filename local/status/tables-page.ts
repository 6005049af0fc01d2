import { isProvisioned, type CloudResource } from '../services/provision/cloud-resource';
import { physicalName } from '../services/provision/physical-name';

/** `/_local/tables`: names of the tables, by logical id. */
export function tablesPage(resources: readonly CloudResource[]): Record<string, string> {
  const tables = resources.filter(isProvisioned).filter(({ type }) => type === 'AWS::DynamoDB::Table');
  return Object.fromEntries(tables.map((table) => [table.logicalId, physicalName(table)]));
}
