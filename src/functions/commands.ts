import { aggregateApi } from '../composition/http-api';

/** HTTP API, every route of one aggregate that is not a GET. */
export const handler = aggregateApi().handle;
