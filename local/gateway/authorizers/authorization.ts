import type { Json } from '../../template/json';
import type { HttpAnswer } from '../http-answer';

/** Whether a request may go on to the function of its route. */
export type Authorization = Granted | { readonly granted: false; readonly answer: HttpAnswer };

interface Granted {
  readonly granted: true;
  /** What the function is told of it: `requestContext.authorizer`, by the format of its events. */
  readonly authorizer: { readonly v1: Json; readonly v2: Json };
}

export function refused(answer: HttpAnswer): Authorization {
  return { granted: false, answer };
}
