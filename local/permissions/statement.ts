/** A statement of an identity-based policy, as far as this machine understands such statements. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Patterns such as `dynamodb:Get*`, in lower case: IAM compares actions without regard to case. */
  readonly actions: readonly string[];
  /** Patterns of ARNs. */
  readonly resources: readonly string[];
  /** Whether it is about everything but its resources, as `NotResource` says. */
  readonly inverted?: true;
  /** All of them have to hold. */
  readonly conditions: readonly Condition[];
}

/** One operator, one key and the values of a Condition block. */
export interface Condition {
  /** As the template writes it, e.g. `ForAllValues:StringLike`. */
  readonly operator: string;
  /** In lower case: IAM compares names of keys without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Values of condition keys by name in lower case; a key that the request does not have is left out. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;

/** What somebody asks of AWS, as IAM sees it. */
export interface AwsCall {
  /** E.g. `dynamodb:Query`. */
  readonly action: string;
  /** ARNs, or the phone number of a text message; the caller needs the action on each of them. */
  readonly resources: readonly string[];
  readonly conditionKeys: ConditionKeys;
}
