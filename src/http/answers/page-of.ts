import type { PageOfView, ViewClass } from '../routing/route';

export function PageOf(view: ViewClass): PageOfView {
  return { pageOf: view };
}
