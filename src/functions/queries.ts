import { aggregateApi } from '../composition/aggregate-api';

/** HTTP API, the GET routes of one aggregate. */
export const handler = aggregateApi().handle;
