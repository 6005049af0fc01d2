import type { Permission, Resource } from '../../src/composition/plan/plan';
import { alias, arnOf, Raw, ref, type Yaml, type YamlMap } from './yaml';

/** Conditions by the leading keys that they allow. */
export interface Conditions {
  conditionOn(leadingKeys: readonly string[]): Yaml;
}

/** A permission as a statement of a policy. */
export function statementOf(
  { actions, resources, elsewhere, except, leadingKeys }: Permission,
  conditions: Conditions,
): YamlMap {
  if (except !== undefined)
    return { Effect: 'Allow', Action: single(actions), NotResource: new Raw(`!Sub '${except}'`) };
  const foreign = elsewhere === undefined ? [] : [new Raw(`!Sub '${elsewhere}'`)];
  return {
    Effect: 'Allow',
    Action: single(actions),
    Resource: single([...resources.map(arnOfResource), ...foreign]),
    ...(leadingKeys && { Condition: conditions.conditionOn(leadingKeys) }),
  };
}

/** The role of a function: its log lines, what Lambda does for its queues, and what its code calls. */
export function roleOf(functionId: string, statements: readonly YamlMap[]): YamlMap {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      '<<': alias('lambdaRole'),
      Policies: [
        {
          PolicyName: functionId,
          PolicyDocument: { Version: '2012-10-17', Statement: [alias('writesLogs'), ...statements] },
        },
      ],
    },
  };
}

export function pollingOf(queues: readonly string[]): YamlMap[] {
  if (queues.length === 0) return [];
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  return [{ Effect: 'Allow', Action: actions, Resource: single(queues.map(arnOf)) }];
}

export function sendingTo(queues: readonly string[]): YamlMap {
  return { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: single(queues.map(arnOf)) };
}

export function invoking(functions: readonly string[]): YamlMap {
  return { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: single(functions.map(arnOf)) };
}

function arnOfResource({ id, index, isArn }: Resource): Raw {
  if (isArn) return ref(id);
  return index === undefined ? arnOf(id) : new Raw(`!Sub '\${${id}.Arn}/index/${index}'`);
}

function single(values: readonly Yaml[]): Yaml {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}
