import { EventSchemas } from '../../src/eventsourcing/log/event-schemas';
import { UpcastingEventStore } from '../../src/eventsourcing/writing/upcasting-event-store';
import { MemoryEventStore } from '../support/memory/memory-event-store';
import { eventStoreContract } from './event-store.contract';

/** Of other events than the contract's: those it gives back as they were, lifted ones say their revision. */
const schemas = new EventSchemas([{ upcasters: { 'shop/box/burnt': [() => ({}), () => ({})] } }]);

eventStoreContract('Upcasting on memory', () => {
  const { events, ...ports } = new MemoryEventStore().ports;
  return { ...ports, events: new UpcastingEventStore(events, schemas) };
});
