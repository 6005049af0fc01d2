import { aggregateApi } from '../composition/http-api';

/** HTTP API, the GET routes of one aggregate. */
export const handler = aggregateApi().handle;
