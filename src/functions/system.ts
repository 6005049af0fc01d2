import { systemApi } from '../composition/system-api';

/** HTTP API, the routes of the system and the catch-all `$default`. */
export const handler = systemApi().handle;
