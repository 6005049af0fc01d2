import type { Logger } from '../../../src/eventsourcing/logger';

const nothing = (): void => undefined;

/** Ten thousand runs have nothing to tell but whether something was violated. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
