import { table } from '../../src/eventsourcing/reading/table';

/** A row with a place of its own in a second order: stamps by id, and by album and page. */
export interface StampRow {
  readonly id: string;
  readonly album: string;
  readonly page: string;
  readonly value: number;
}

export const stampsTable = table<StampRow>()('StampsTable', {
  key: ['id'],
  indexes: { byPage: { partition: 'album', sort: 'page' } },
});

/** The same, in an index that holds places alone. */
export const placedStampsTable = table<StampRow>()('PlacedStampsTable', {
  key: ['id'],
  indexes: { byPage: { partition: 'album', sort: 'page', holds: 'places' } },
});
