import { systemApi } from '../composition/http-api';

/** HTTP API, the routes of the system and the catch-all `$default`. */
export const handler = systemApi().handle;
