/**
 * Tells a failure that passes by itself, such as a throttled table, a call that was not answered in time or two
 * writers that met, from one that would be the same at once again. The adapters know, as only they know their service.
 */
export type IsTransient = (error: unknown) => boolean;
