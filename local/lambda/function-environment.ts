import { join } from 'node:path';
import type { Endpoints } from '../services/endpoints';
import { accessKeyOf } from '../permissions/caller';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../services/local-account';
import type { FunctionDefinition } from './function-definition';

export interface EnvironmentSource {
  readonly endpoints: Endpoints;
  /** Folder of the function's bundle. */
  readonly directory: string;
  readonly logStreamName: string;
}

/**
 * The whole environment of a function: the template's variables and Lambda's own. Nothing of this
 * process's environment passes, so what works here does not rest on a developer's shell.
 *
 * Source: "Defined runtime environment variables" of Lambda and "Service-specific endpoints" of the
 * AWS SDKs' reference guide.
 */
export function functionEnvironment(
  definition: FunctionDefinition,
  { endpoints, directory, logStreamName }: EnvironmentSource,
): Record<string, string> {
  const noFile = join(directory, 'no-aws-config');
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
    TZ: ':UTC',
    // A template may choose another language, path and time zone, and nothing of what follows.
    ...definition.variables,
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: accessKeyOf(definition.logicalId),
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    // A developer's own profile must not reach into a function.
    AWS_CONFIG_FILE: noFile,
    AWS_SHARED_CREDENTIALS_FILE: noFile,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
    AWS_ENDPOINT_URL_KINESIS: endpoints.kinesis,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    // Lambda's Node.js is recent enough; this machine's need not be.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: directory,
    _HANDLER: definition.handler,
  };
}
