import { httpEventRules } from './api-rules';
import { queueEventRules, streamEventRules } from './mapping-rules';
import {
  any,
  boolean,
  dictionary,
  harmless,
  map,
  missed,
  number,
  partly,
  read,
  reads,
  refused,
  text,
  variants,
  type PropertyRules,
} from './rule';

/** Source: "AWS::Serverless::Function" of the AWS SAM specification. */
export const functionRules: PropertyRules = {
  ...reads('AutoPublishAlias FunctionName Handler PackageType Role Runtime', text),
  ...reads('MemorySize ReservedConcurrentExecutions Timeout', number),
  CodeUri: read(text),
  Environment: read(map({ Variables: read(dictionary(text)) })),
  Events: read(
    variants({
      HttpApi: httpEventRules,
      DynamoDB: streamEventRules,
      Kinesis: streamEventRules,
      SQS: queueEventRules,
    }),
  ),
  LoggingConfig: read(
    map({
      LogGroup: read(text),
      ...harmless('ApplicationLogLevel LogFormat SystemLogLevel', 'what a function writes is shown as it is'),
    }),
  ),
  PermissionsBoundary: refused('is not held against calls on this machine; remove it'),
  Policies: read(any),
  ...harmless(
    `Architectures AssumeRolePolicyDocument AutoPublishAliasAllProperties AutoPublishCodeSha CodeSigningConfigArn
    DeploymentPreference Description KmsKeyArn PropagateTags ProvisionedConcurrencyConfig RecursiveLoop RolePath
    RuntimeManagementConfig SnapStart SourceKMSKeyArn Tags Tracing VersionDeletionPolicy VersionDescription`,
    'how it is deployed, warmed up, encrypted and traced',
  ),
  ...harmless('EphemeralStorage', 'a function here has the temporary folder of this machine'),
  DeadLetterQueue: partly(
    map(reads('TargetArn Type', text)),
    'what was invoked for a schedule goes to the dead-letter queue of the schedule; other asynchronous invocations end in the log',
    false,
  ),
  ...missed('EventInvokeConfig', 'asynchronous invocations are tried three times within seconds'),
  ...missed('FunctionUrlConfig', 'functions have no address of their own'),
  ...missed('ImageConfig ImageUri InlineCode', 'a function is what esbuild makes of its sources'),
  ...missed('Layers', 'what a layer holds must be a package of the project'),
  ...missed('FileSystemConfigs VpcConfig', 'there are no networks and no shared file systems'),
  ...missed('CapacityProviderConfig DurableConfig TenancyConfig', 'a function has one pool of environments'),
};

/** Source: "Building Node.js Lambda functions with esbuild" of AWS SAM. */
export const functionMetadataRules: PropertyRules = {
  BuildMethod: read(text),
  BuildProperties: read(
    map({
      ...reads('Minify Sourcemap SourcesContent', boolean),
      ...reads('Banner EntryPoints External Format Loader MainFields OutExtension Target', any),
      ...harmless('UseNpmCi', 'packages are those that are installed'),
    }),
  ),
  ...harmless('SamResourceId SkipBuild', 'marks of the SAM CLI'),
  ...missed(
    'Dockerfile DockerContext DockerTag DockerBuildArgs',
    'container images do not run on this machine',
  ),
};
