import { newFaultsToken } from './faults/faults-token';
import type { Debugging } from './lambda/debugging';
import type { AuthorisedCall } from './permissions/guard';
import { silentLog, type RuntimeLog } from './runtime-log';
import type { Environment } from './services/endpoints';

export interface RuntimeOptions {
  /** File to run; `template.yaml` by default. */
  readonly template?: string;
  /** Values for the template's parameters by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values that its parameters get instead of their defaults, where it has such parameters that allow them. */
  readonly preferences?: Readonly<Record<string, string>>;
  /** Address of the API and of all services; loopback by default. */
  readonly host?: string;
  /** Other names by which requests may call this machine, e.g. the one that containers have for it. */
  readonly knownAs?: readonly string[];
  /** Of the API; any free one by default. */
  readonly port?: number;
  /** Folder that keeps the data; without it they are gone when the runtime ends. */
  readonly dataDir?: string | undefined;
  /** `LOCAL_*_ENDPOINT` and PATH are read from it. */
  readonly environment?: Environment;
  /** Folder for the bundles; `.local/build` by default. */
  readonly buildDirectory?: string;
  /** The most invocations of one function at a time; 10 by default. */
  readonly concurrency?: number;
  /** Reloads functions when their source changes. */
  readonly watch?: boolean;
  /** Whether event source mappings poll; off for whoever hands batches to the functions itself. */
  readonly polls?: boolean;
  readonly debugging?: Debugging | undefined;
  /** Awaited before anything is created for the template: when it rejects, the application does not start. */
  readonly admission?: Promise<void>;
  /** What whoever orders faults has to show; any by default. */
  readonly faultsToken?: string;
  readonly log?: RuntimeLog;
  /** Told of each call to AWS that a function makes, or Lambda for it, and that the function's role allows. */
  readonly onAuthorised?: (call: AuthorisedCall) => void;
}

export type RuntimeSettings = Required<RuntimeOptions>;

export function withDefaults(options: RuntimeOptions): RuntimeSettings {
  return {
    template: 'template.yaml',
    parameters: {},
    preferences: {},
    host: '127.0.0.1',
    knownAs: [],
    port: 0,
    dataDir: undefined,
    environment: {},
    buildDirectory: '.local/build',
    concurrency: 10,
    watch: false,
    polls: true,
    debugging: undefined,
    admission: Promise.resolve(),
    faultsToken: newFaultsToken(),
    log: silentLog,
    onAuthorised: () => undefined,
    ...options,
  };
}
