import { secretsManagerClient, SecretsManagerSecrets } from '../aws/secrets-manager';
import { Router, routesOf } from '../http';
import { Environment } from './environment';
import { createLogger } from './logger';
import { modules } from './modules';
import { SystemController } from './system.controller';

/**
 * Serves what belongs to no aggregate, and tells 405 from 404 for all the rest. In a file of its own: the document that
 * it serves would be a tenth of every other function's code.
 */
export function systemApi(environment = new Environment()): Router {
  const elsewhere = modules
    .flatMap(({ controllers }) => controllers.flatMap(routesOf))
    .map(({ method, path }) => `${method} ${path}`);
  const arnOf = (logicalId: string): string => environment.resource(logicalId);
  const system = new SystemController(new SecretsManagerSecrets(secretsManagerClient, arnOf));
  return new Router({
    controllers: [SystemController],
    resolve: () => system,
    logger: createLogger(),
    elsewhere,
  });
}
