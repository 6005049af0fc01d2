import { HTTP_API_TYPE } from '../gateway/api-definition';
import { FUNCTION_TYPE } from '../lambda/function-definition';
import { MAPPING_TYPE } from '../mappings/mapping-resources';
import type { JsonObject } from '../template/json';

interface Properties {
  /** They do here what they do in AWS, or are refused. */
  readonly running: ReadonlySet<string>;
  /** An application does the same without them. */
  readonly harmless: ReadonlySet<string>;
}

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Sources: the pages of the resources in the AWS SAM specification and the CloudFormation reference. */
const properties: Readonly<Record<string, Properties>> = {
  [FUNCTION_TYPE]: {
    running: names(`
      AutoPublishAlias CodeUri Description Environment Events FunctionName Handler MemorySize PackageType
      PermissionsBoundary Policies ReservedConcurrentExecutions Role Runtime Timeout`),
    harmless: names(`
      Architectures AssumeRolePolicyDocument AutoPublishAliasAllProperties AutoPublishCodeSha CodeSigningConfigArn
      DeploymentPreference EphemeralStorage KmsKeyArn LoggingConfig PropagateTags
      ProvisionedConcurrencyConfig RecursiveLoop RolePath RuntimeManagementConfig SnapStart SourceKMSKeyArn Tags
      Tracing VersionDeletionPolicy VersionDescription`),
  },
  [HTTP_API_TYPE]: {
    running: names('Auth CorsConfiguration DefinitionBody DefinitionUri Description FailOnWarnings Name'),
    harmless: names(`
      AccessLogSettings DefaultRouteSettings DisableExecuteApiEndpoint Domain PropagateTags RouteSettings Tags`),
  },
  [MAPPING_TYPE]: {
    running: names(`
      BatchSize BisectBatchOnFunctionError DestinationConfig Enabled EventSourceArn FilterCriteria FunctionName
      FunctionResponseTypes MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts
      ScalingConfig StartingPosition StartingPositionTimestamp TumblingWindowInSeconds`),
    harmless: names(
      'KmsKeyArn LoggingConfig MetricsConfig ParallelizationFactor ProvisionedPollerConfig Tags',
    ),
  },
};

export interface OmittedProperty {
  readonly name: string;
  /** Whether the application may behave differently for it. */
  readonly matters: boolean;
}

/** Properties of a function, an API or a mapping that do nothing on this machine. */
export function omittedProperties(type: string, declared: JsonObject): OmittedProperty[] {
  const known = properties[type];
  if (known === undefined) return [];
  return Object.keys(declared)
    .filter((name) => !known.running.has(name))
    .map((name) => ({ name, matters: !known.harmless.has(name) }));
}
