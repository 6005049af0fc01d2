/** What a handler gives back; the router turns it into a response. Refusals are thrown as DomainError. */
export interface Answer {
  readonly status: 200 | 202;
  readonly body: object;
  /** Becomes the ETag `"3"`. Reads without one get a weak ETag of their content. */
  readonly version?: number;
}

/** The command is stored; read models follow. `version` is what `minVersion` waits for. */
export function accepted(commit: { readonly id: string; readonly version: number }): Answer {
  const { id, version } = commit;
  return { status: 202, body: { id, version }, version };
}

export function found(view: object, version: number): Answer {
  return { status: 200, body: view, version };
}

/** @param cursor where the next page begins; none on the last page */
export function page(items: readonly object[], cursor?: string): Answer {
  return { status: 200, body: cursor === undefined ? { items } : { items, cursor } };
}

/** Anything that has no version: health, a document. */
export function content(body: object): Answer {
  return { status: 200, body };
}
