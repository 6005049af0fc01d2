import type { AccessRule } from '../routing/route';
import { draftOf } from './route-draft';

/** Says who may call the route. Denial is the default: a route without it stops the start-up. */
export function Access(rule: AccessRule): (prototype: object, member: string | symbol) => void {
  return (prototype, member) => {
    draftOf(prototype, member).access = rule;
  };
}
