import type { ViewClass } from '../routing/route';

/** Documents a page of views: `{ items, cursor? }`. */
export interface PageOfView {
  readonly pageOf: ViewClass;
}

export function PageOf(view: ViewClass): PageOfView {
  return { pageOf: view };
}
