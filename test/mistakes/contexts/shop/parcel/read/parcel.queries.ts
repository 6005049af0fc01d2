import { inject } from 'inversify';
import type { Page } from '../../../../../../src/eventsourcing/page';
import type { ReadTables } from '../../../../../../src/eventsourcing/reading/read-tables';
import { READ_TABLES } from '../../../../../../src/eventsourcing/tokens';
import { parcelsTable, stopsTable, type ParcelRow, type StopRow } from './parcel.tables';

export class ParcelQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  async to(receiver: string): Promise<Page<ParcelRow>> {
    return this.tables.queryIndex(parcelsTable, 'byReceiver', receiver, { limit: 10 });
  }

  async stops(id: string): Promise<Page<StopRow>> {
    return this.tables.query(stopsTable, id, { limit: 10 });
  }
}
