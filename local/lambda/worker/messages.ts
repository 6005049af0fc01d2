import type { FunctionError } from '../function-error';

/** What a function's process is told once, when it starts. */
export interface WorkerSetup {
  /** Absolute folder of the bundle. */
  readonly directory: string;
  /** `file.export`, as in the template. */
  readonly handler: string;
  /** Whether the runtime takes handlers that answer by a callback. */
  readonly callbacks: boolean;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** One invocation. The event travels as text: that is the JSON round trip Lambda makes anyway. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly traceId: string;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-error'; readonly error: FunctionError }
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError }
  /** The process of a real function would end here. */
  | { readonly kind: 'fatal'; readonly error: FunctionError };
