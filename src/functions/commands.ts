import { aggregateApi } from '../composition/aggregate-api';

/** HTTP API, every route of one aggregate that is not a GET. */
export const handler = aggregateApi().handle;
