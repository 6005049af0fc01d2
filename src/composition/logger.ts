import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Logger } from '../eventsourcing/logger';

/** JSON lines; level and service name come from POWERTOOLS_LOG_LEVEL or LOG_LEVEL and POWERTOOLS_SERVICE_NAME. */
export function createLogger(): Logger {
  const powertools = new Powertools();
  return {
    debug: (message, fields = {}) => {
      powertools.debug(message, fields);
    },
    info: (message, fields = {}) => {
      powertools.info(message, fields);
    },
    warn: (message, fields = {}) => {
      powertools.warn(message, fields);
    },
    error: (message, fields = {}) => {
      powertools.error(message, fields);
    },
  };
}
