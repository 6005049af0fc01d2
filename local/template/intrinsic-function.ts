import type { Json } from './json';
import type { Scope } from './scope';
import type { TemplatePath } from './template-error';

/** Gives the value of one intrinsic function; undefined stands for AWS::NoValue. */
export type IntrinsicFunction = (argument: Json, evaluation: Evaluation) => Json | undefined;

/** What an intrinsic function works with: it evaluates its own arguments, or those that it needs. */
export interface Evaluation {
  readonly scope: Scope;
  readonly path: TemplatePath;
  /** Evaluates a nested value. */
  readonly evaluate: (value: Json) => Json | undefined;
  /** Evaluates a nested value that must be text (numbers and booleans are written out). */
  readonly text: (value: Json) => string;
  readonly fail: (problem: string) => never;
}
