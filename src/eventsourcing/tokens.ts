/** Injection tokens of the ports: interfaces are gone at run time. */
/** `EventLog`: reading only, for enrichers, histories and projections. */
export const EVENT_LOG = Symbol.for('EventLog');
/** `WritingPorts`: what repositories are made of. */
export const WRITING_PORTS = Symbol.for('WritingPorts');
export const READ_TABLES = Symbol.for('ReadTables');
export const PROJECTION_STORE = Symbol.for('ProjectionStore');
export const LOGGER = Symbol.for('Logger');
