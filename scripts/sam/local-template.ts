import { parseDocument } from 'yaml';
import { application } from '../../local/application/application';
import { resourceNames } from '../../local/application/resource-names';
import type { Endpoints } from '../../local/services/endpoints';
import { loadTemplate } from '../../local/template/load-template';
import type { Architecture } from './lambda-image';

export type FunctionVariables = Readonly<Record<string, string>>;

/**
 * What each function of template.yaml finds in its environment when its services are at these endpoints.
 * Deployed functions know no endpoint: the AWS SDKs read these variables by themselves ("Service-specific
 * endpoints" of their reference guide).
 */
export function localVariables(endpoints: Endpoints): ReadonlyMap<string, FunctionVariables> {
  const template = loadTemplate({ file: 'template.yaml', parameters: {} });
  const { functions } = application(template, resourceNames(endpoints, endpoints.dynamodb));
  return new Map(
    functions.map(({ logicalId, variables }) => [
      logicalId,
      {
        ...variables,
        AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
        AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
        AWS_ENDPOINT_URL_KINESIS: endpoints.kinesis,
        AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
        AWS_ENDPOINT_URL_S3: endpoints.s3,
        AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
        AWS_ENDPOINT_URL_SESV2: endpoints.ses,
        AWS_ENDPOINT_URL_SNS: endpoints.sns,
        AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      },
    ]),
  );
}

/**
 * A template that `sam build` wrote, made for this machine. `sam local` sets only variables that the template
 * declares and resolves references to resources by their logical ids, so both are written out here and
 * template.yaml stays free of them.
 */
export function withVariables(
  builtTemplate: string,
  variables: ReadonlyMap<string, FunctionVariables>,
  architecture: Architecture,
): string {
  const document = parseDocument(builtTemplate);
  document.setIn(['Parameters', 'Architecture', 'Default'], architecture);
  for (const [logicalId, values] of variables) {
    const path = ['Resources', logicalId, 'Properties', 'Environment'];
    document.setIn(path, document.createNode({ Variables: values }));
  }
  return withoutAliases(document.toString());
}

/** `sam local` makes no aliases, and finds no function behind the routes that lead to one. */
function withoutAliases(template: string): string {
  return template.replaceAll(/(?<=\$\{[A-Za-z0-9]+)\.Alias(?=\})/gu, '.Arn');
}
