import { isJsonObject, jsonText } from '../template/json';
import type { Resource } from '../template/resource';

/**
 * Those of the one stage, `$default`. Source: "StageVariables" under "AWS::Serverless::HttpApi" of AWS SAM.
 *
 * @returns undefined when there are none
 */
export function stageVariables({ properties }: Resource): Record<string, string> | undefined {
  const { StageVariables: declared } = properties;
  if (!isJsonObject(declared) || Object.keys(declared).length === 0) return undefined;
  return Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, jsonText(value)]));
}
