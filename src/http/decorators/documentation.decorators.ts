import type { ErrorKind } from '../../kernel/domain-error';
import type { AnswerType } from '../routing/route';
import { draftOf } from './route-draft';

type RouteDocumentation = (prototype: object, member: string | symbol) => void;

/** What the route answers when all is well: `Accepted` (202), a view class or `PageOf(View)` (200). */
export function Answers(...answers: readonly AnswerType[]): RouteDocumentation {
  return (prototype, member) => {
    draftOf(prototype, member).answers = answers;
  };
}

/** The domain's own refusals, by kind: `@Refuses('conflict', 'iam/user/email-taken')`. May be repeated. */
export function Refuses(kind: ErrorKind, ...codes: readonly string[]): RouteDocumentation {
  return (prototype, member) => {
    // Decorators run from the last to the first; the document keeps the order in which they are written.
    draftOf(prototype, member).refusals.unshift({ kind, codes });
  };
}
