import { isJsonObject, jsonText, type Json } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError, type TemplatePath } from '../template/template-error';
import { FUNCTION_TYPE } from '../lambda/function-definition';
import { localIdentityArn } from '../services/local-account';
import { managedPolicies } from './managed-policies';
import { policyStatements } from './policy-document';
import type { Statement } from './statement';

/** What a function may do, wherever the template says it. */
export interface ExecutionRole {
  /** Name of the role, which stands in refusals; by default its logical id. */
  readonly name: string;
  /** Logical id of what has to be changed for another permission: a role, or a function without one of its own. */
  readonly logicalId: string;
  readonly statements: readonly Statement[];
}

/** By logical id of the function. */
export type ExecutionRoles = ReadonlyMap<string, ExecutionRole>;

export const ROLE_TYPE = 'AWS::IAM::Role';
const ATTACHED_POLICY_TYPES = new Set([
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::ManagedPolicy',
]);

/** Policies that SAM adds to the role it makes, for events that are mappings. */
const policiesOfEvents: Readonly<Record<string, string>> = {
  DynamoDB: 'AWSLambdaDynamoDBExecutionRole',
  Kinesis: 'AWSLambdaKinesisExecutionRole',
  SQS: 'AWSLambdaSQSQueueExecutionRole',
};

/**
 * The roles of a template's functions.
 *
 * @throws TemplateError for a role of another stack, an AWS-managed policy that is not known here, and whatever
 * else would have to be ignored
 */
export function executionRoles(resources: readonly Resource[]): ExecutionRoles {
  const functions = resources.filter(({ type }) => type === FUNCTION_TYPE);
  return new Map(functions.map((resource) => [resource.logicalId, roleOf(resource, resources)]));
}

export function roleName({ logicalId, properties }: Resource): string {
  return typeof properties.RoleName === 'string' ? properties.RoleName : logicalId;
}

export function roleArn(name: string): string {
  return localIdentityArn('iam', `role/${name}`);
}

function roleOf(lambda: Resource, resources: readonly Resource[]): ExecutionRole {
  const { logicalId, properties } = lambda;
  const path = ['Resources', logicalId, 'Properties'];
  if (properties.Role === undefined) return generatedRole(lambda, path);
  const role = resources.find((one) => one.type === ROLE_TYPE && roleArn(roleName(one)) === properties.Role);
  if (role === undefined) {
    throw new TemplateError(
      [...path, 'Role'],
      'must be a role of this template, such as !GetAtt CommandsRole.Arn: what a role of elsewhere allows is not known on this machine',
    );
  }
  return declaredRole(role, resources);
}

function declaredRole(role: Resource, resources: readonly Resource[]): ExecutionRole {
  const { logicalId, properties } = role;
  const path = ['Resources', logicalId, 'Properties'];
  const name = roleName(role);
  return {
    name,
    logicalId,
    statements: [
      ...list(properties.Policies).flatMap((policy, index) =>
        policyStatements(isJsonObject(policy) ? policy.PolicyDocument : undefined, [
          ...path,
          'Policies',
          index,
          'PolicyDocument',
        ]),
      ),
      ...list(properties.ManagedPolicyArns).map((arn) => managed(arn, [...path, 'ManagedPolicyArns'])),
      ...attached(name, resources),
    ],
  };
}

/** Policies that are resources of their own and name the role. */
function attached(name: string, resources: readonly Resource[]): Statement[] {
  return resources.flatMap(({ logicalId, type, properties }) => {
    const names = [...list(properties.Roles), ...list(properties.RoleName)];
    if (!ATTACHED_POLICY_TYPES.has(type) || !names.includes(name)) return [];
    const path = ['Resources', logicalId, 'Properties', 'PolicyDocument'];
    return policyStatements(properties.PolicyDocument, path);
  });
}

/** The role that SAM makes for a function without one. Source: "AWS::Serverless::Function", Policies and Role. */
function generatedRole({ logicalId, properties }: Resource, path: TemplatePath): ExecutionRole {
  const events = isJsonObject(properties.Events) ? Object.values(properties.Events) : [];
  const ofEvents = events.flatMap((event) => {
    const name = isJsonObject(event) ? policiesOfEvents[jsonText(event.Type ?? '')] : undefined;
    return name ?? [];
  });
  const names: Json[] = ['AWSLambdaBasicExecutionRole', ...ofEvents];
  return {
    name: `${logicalId}Role`,
    logicalId,
    statements: [
      ...names.map((name) => managed(name, path)),
      ...list(properties.Policies).flatMap((policy, index) => {
        const place = [...path, 'Policies', index];
        if (typeof policy === 'string') return [managed(policy, place)];
        if (isJsonObject(policy) && policy.Statement !== undefined) return policyStatements(policy, place);
        throw new TemplateError(
          place,
          'must be a policy document with a Statement: the policy templates of SAM are not understood on this machine',
        );
      }),
    ],
  };
}

function managed(policy: Json, path: TemplatePath): Statement {
  const name = jsonText(policy).split('/').at(-1) ?? '';
  const statement = Object.hasOwn(managedPolicies, name) ? managedPolicies[name] : undefined;
  if (statement !== undefined) return statement;
  throw new TemplateError(
    path,
    `the managed policy ${name} is not known on this machine; write its statements, or use one of ${Object.keys(managedPolicies).join(', ')}`,
  );
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
