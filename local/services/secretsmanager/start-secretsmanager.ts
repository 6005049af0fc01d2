import { join } from 'node:path';
import { unrestricted } from '../../permissions/access';
import { secretsManagerCalls } from '../../permissions/requests/secretsmanager-calls';
import { serveAwsJson, type Operations } from '../aws-json/aws-json.server';
import type { LocalService, ServiceOptions } from '../local-service';
import { secretOperations } from './secret-operations';
import { SecretStore } from './secret-store';
import { openSecretsFile } from './secrets-file';
import { tagOperations } from './tag-operations';
import { valueOperations } from './value-operations';

export interface SecretsManagerOptions extends ServiceOptions {
  /** Folder that keeps the secrets; without it they are gone at the end. */
  readonly dataDir?: string | undefined;
}

export function secretsManagerOperations(store: SecretStore): Operations {
  return { ...secretOperations(store), ...valueOperations(store), ...tagOperations(store) };
}

/** Secrets Manager with versions and staging labels. No rotation, replication or resource policies. */
export async function startSecretsManager(
  host: string,
  { access = unrestricted, callers, front, dataDir }: SecretsManagerOptions = {},
): Promise<LocalService> {
  const store = new SecretStore(
    dataDir === undefined ? undefined : openSecretsFile(join(dataDir, 'secrets.json')),
  );
  const restriction = { access, calls: secretsManagerCalls };
  return serveAwsJson('Secrets Manager', host, secretsManagerOperations(store), restriction, callers, front);
}
