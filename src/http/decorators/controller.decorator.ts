import type { ControllerClass } from '../routing/route';
import { setBasePath } from './route-draft';

/**
 * Says that a class answers HTTP requests below a path.
 *
 * It registers nothing: a router serves the classes it is given.
 *
 * @param basePath `/users`, or `/` for routes that share no prefix
 */
export function Controller(basePath: string): (target: ControllerClass) => void {
  return (target) => {
    setBasePath(target, basePath);
  };
}
