import type {
  AccessRule,
  AnswerType,
  ControllerClass,
  Handler,
  HttpMethod,
  Input,
  DocumentedRefusal,
  RouteOptions,
} from '../routing/route';
import { RouteDefinitionError } from '../routing/route-definition-error';

/** What the decorators of one method have said so far; `routesOf` checks and completes it. */
export interface RouteDraft {
  readonly name: string;
  verb?: { method: HttpMethod; path: string; options: RouteOptions; handler: Handler };
  access?: AccessRule;
  /** By parameter position; a hole is a parameter that no decorator explains. */
  readonly inputs: (Input | undefined)[];
  answers: readonly AnswerType[];
  readonly refusals: DocumentedRefusal[];
}

// Weak maps beside the classes: nothing is hung on them and a class that goes takes its drafts along.
const draftsByPrototype = new WeakMap<object, Map<string, RouteDraft>>();
const basePaths = new WeakMap<ControllerClass, string>();

export function draftsOf(controller: ControllerClass): RouteDraft[] {
  return [...(draftsByPrototype.get(controller.prototype as object)?.values() ?? [])];
}

export function draftOf(prototype: object, member: string | symbol | undefined): RouteDraft {
  if (typeof member !== 'string') {
    throw new RouteDefinitionError(prototype.constructor.name, 'only a named method can be a route.');
  }
  const drafts = draftsByPrototype.get(prototype) ?? new Map<string, RouteDraft>();
  draftsByPrototype.set(prototype, drafts);
  const draft = drafts.get(member) ?? { name: member, inputs: [], answers: [], refusals: [] };
  drafts.set(member, draft);
  return draft;
}

export function setBasePath(controller: ControllerClass, path: string): void {
  basePaths.set(controller, path);
}

export function basePathOf(controller: ControllerClass): string | undefined {
  return basePaths.get(controller);
}
