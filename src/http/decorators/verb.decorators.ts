import type { Handler, HttpMethod, RouteOptions } from '../routing/route';
import { RouteDefinitionError } from '../routing/route-definition-error';
import { draftOf } from './route-draft';

type VerbDecorator = (path: string, options: RouteOptions) => RouteDecorator;
/** The descriptor's type makes a handler that does not return an Answer a compile error. */
type RouteDecorator = <T extends Handler>(
  prototype: object,
  member: string | symbol,
  descriptor: TypedPropertyDescriptor<T>,
) => void;

function verb(method: HttpMethod): VerbDecorator {
  return (path, options) => (prototype, member, descriptor) => {
    const draft = draftOf(prototype, member);
    const where = `${prototype.constructor.name}.${draft.name}`;
    if (draft.verb !== undefined)
      throw new RouteDefinitionError(where, 'give each route a method of its own.');
    if (descriptor.value === undefined)
      throw new RouteDefinitionError(where, 'make it a method, not an accessor.');
    draft.verb = { method, path, options, handler: descriptor.value };
  };
}

/** A read: `@Get('/{id}', { summary: 'Find a user' })`. */
export const Get = verb('GET');
export const Post = verb('POST');
export const Put = verb('PUT');
export const Patch = verb('PATCH');
export const Delete = verb('DELETE');
