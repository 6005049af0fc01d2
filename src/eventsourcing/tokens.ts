/** Injection tokens of the ports: interfaces are gone at run time. */
export const EVENT_STORE = Symbol.for('EventStore');
export const READ_TABLES = Symbol.for('ReadTables');
export const PROJECTION_STORE = Symbol.for('ProjectionStore');
export const LOGGER = Symbol.for('Logger');
