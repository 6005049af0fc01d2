import type { ContextModule, FunctionRole, FunctionSettings } from '../../eventsourcing/aggregate-module';
import type { AccessRule } from '../../http';
import type { Table } from '../../eventsourcing/reading/table';

/** Something of the application that functions call: a logical id of template.yaml, perhaps with an index of a table. */
export interface Resource {
  readonly id: string;
  readonly index?: string;
  /** Whether `!Ref` gives its ARN, as that of a secret does. */
  readonly isArn?: boolean;
}

/** What a role of a function allows: exactly what the function's code calls. */
export interface Permission {
  /** `dynamodb:GetItem`, in the order in which template.yaml shows them. */
  readonly actions: readonly string[];
  readonly resources: readonly Resource[];
  /** An ARN outside the template that is allowed, for `!Sub`. */
  readonly elsewhere?: string;
  /** An ARN that is not allowed, where everything else of the service is: a phone number is no resource. */
  readonly except?: string;
  /** Partition keys that may be named, with `*` for any text: the condition `dynamodb:LeadingKeys`. */
  readonly leadingKeys?: readonly string[];
}

export type OutsidePort = 'secrets' | 'messages' | 'rate-limits' | 'schedules';

/** A function of a context. */
export interface FunctionPlan {
  /** Logical id: `IamCommands`. */
  readonly id: string;
  readonly role: FunctionRole;
  /** Entry point: `src/functions/iam/commands.ts`. */
  readonly entry: string;
  readonly description: string;
  readonly settings: FunctionSettings;
  /** Logical ids of the resources whose names it is told, each in the variable of its name. */
  readonly variables: readonly string[];
  /** Those of them that are told by ARN. */
  readonly arns?: readonly string[];
  /** Ports to the world outside that it is made with. */
  readonly outside: readonly OutsidePort[];
  readonly permissions: readonly Permission[];
}

export interface RoutePlan {
  /** `GET` */
  readonly method: string;
  /** `/users/{id}` */
  readonly path: string;
  /** Logical id of the function that answers it. */
  readonly functionId: string;
  /** Whoever it is, the authorizer stands before every route that is not public. */
  readonly access: AccessRule;
  /** Whether requests are counted, and refused when they are too many. */
  readonly isLimited: boolean;
}

/** A FIFO queue, its dead-letter queue and the mapping that feeds a function from it. */
export interface QueuePlan {
  /** Logical id: `IamUserQueue`; its dead-letter queue is `IamUserDeadLetterQueue`. */
  readonly id: string;
  readonly functionId: string;
  /** Aggregate types whose commits it gets. */
  readonly types: readonly string[];
  /** The event types that it is for; all when absent. */
  readonly handles?: readonly string[];
}

/** Part of a context's template that belongs to one aggregate, or to its processes. */
export interface PartPlan {
  /** `iam/user`, `iam processes`, or `shop follows iam/user`. */
  readonly title: string;
  readonly queues: readonly QueuePlan[];
  readonly tables: readonly Table[];
  /** Logical ids of secrets that are made with the stack, and that nobody but its functions ever knows. */
  readonly secrets?: readonly string[];
}

export interface ContextPlan {
  readonly context: ContextModule;
  readonly functions: readonly FunctionPlan[];
  readonly routes: readonly RoutePlan[];
  readonly parts: readonly PartPlan[];
}

/** A type's queues, which the broker is told in one variable. */
export interface ChannelPlan {
  readonly type: string;
  /** Logical ids. */
  readonly queues: readonly string[];
  /** By logical id, for those of the queues that are for certain events alone: event types. */
  readonly handles: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** What template.yaml must hold for the manifests. */
export interface Plan {
  readonly contexts: readonly ContextPlan[];
  readonly channels: readonly ChannelPlan[];
}
