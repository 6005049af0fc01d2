import type { DtoClass, Input } from '../routing/route';
import { draftOf } from './route-draft';

type InputDecorator = (prototype: object, member: string | symbol | undefined, index: number) => void;

function input(source: Input): InputDecorator {
  return (prototype, member, index) => {
    draftOf(prototype, member).inputs[index] = source;
  };
}

/**
 * The JSON body as a validated instance of a class with class-validator decorators.
 *
 * The class is named here because no bundler emits parameter types; nested fields name theirs with `@Type`, which
 * needs `reflect-metadata` loaded first. The class has fields only: class-transformer
 * passes over a key that is called like a method or getter, so such a key would not be refused.
 */
export function Body(dto: DtoClass): InputDecorator {
  return input({ kind: 'body', dto });
}

/** The query string as a validated instance; values arrive as strings, convert them with `@NumberText()`. */
export function Query(dto: DtoClass): InputDecorator {
  return input({ kind: 'query', dto });
}

/** A path parameter: always a UUID, lower-cased. */
export function Param(name: string): InputDecorator {
  return input({ kind: 'param', name });
}

/**
 * The CommandContext of the request: who asks, in which conversation, expecting which version (`If-Match`), under
 * which key (`Idempotency-Key`).
 */
export function Caller(): InputDecorator {
  return input({ kind: 'caller' });
}
