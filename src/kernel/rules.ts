import { validateSync, type ValidationOptions } from 'class-validator';
import { DomainError, type ErrorKind, type FieldError } from './domain-error';

interface RuleContext {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly isField: boolean;
}

/** Options of a class-validator decorator that guards the aggregate's state: what is refused and under which code. */
export function refusal(kind: ErrorKind, code: string, message: string): ValidationOptions {
  return { message, context: { kind, code, isField: false } satisfies RuleContext };
}

/** Options of a class-validator decorator that guards a value without a class of its own (see `Value`): 422, naming the field. */
export function invalid(code: string, message: string): ValidationOptions {
  return { message, context: { kind: 'rule', code, isField: true } satisfies RuleContext };
}

/**
 * Checks an action against its rules: a class whose properties carry class-validator decorators, each with `refusal`
 * or `invalid`. The first property that fails, in the order of declaration, gives the error its code.
 *
 * @throws DomainError
 */
export function check(rules: object): void {
  const failures = validateSync(rules, { stopAtFirstError: true }).map((error) => {
    const [constraint = '', message = ''] = Object.entries(error.constraints ?? {})[0] ?? [];
    return {
      field: error.property,
      message,
      refusal: error.contexts?.[constraint] as RuleContext | undefined,
    };
  });
  const first = failures[0];
  if (!first) return;
  if (!first.refusal) throw new TypeError(`The rule on ${first.field} needs refusal(...) or invalid(...).`);
  const fields: FieldError[] = failures
    .filter((failure) => failure.refusal?.isField)
    .map(({ field, message }) => ({ field, message }));
  throw new DomainError(first.refusal.kind, first.refusal.code, first.message, {
    fields: first.refusal.isField ? fields : [],
  });
}
