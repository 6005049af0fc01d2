/** A resource that a function's code calls. */
export interface Use {
  /** Logical id. */
  readonly resource: string;
  /** Actions that the code needs. */
  readonly needs: readonly string[];
  /** The variable that tells the function its name, when it is not the one of the resource. */
  readonly variable?: string;
  /** For messages: `read by IamUserQueries`. */
  readonly why: string;
}

/** What a function of template.yaml must be given, as the manifests and the code say. */
export interface FunctionPlan {
  /** Logical id. */
  readonly id: string;
  /** `commands.handler` */
  readonly handler: string;
  /** Absent for functions that serve all aggregates. */
  readonly aggregateType?: string;
  /** `GET /users/{id}`, and `$default` for the catch-all. */
  readonly routes: readonly string[];
  readonly uses: readonly Use[];
  /** Logical id of the queue that feeds it. */
  readonly queue?: string;
}
