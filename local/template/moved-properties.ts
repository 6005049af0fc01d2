import type { JsonObject } from './json';

/** By type; names of the AWS SAM specification. */
const moved: Readonly<Record<string, readonly string[]>> = {
  'AWS::Serverless::Function': ['DeploymentPreference', 'EventInvokeConfig', 'Events', 'FunctionUrlConfig'],
};

/**
 * SAM makes some properties into resources of their own, which depend on the function and not it on them: an API
 * whose routes call a function may be named in that function's events, and an alarm on it in its canary.
 *
 * @returns what stays with the resource, and what SAM takes out of it
 */
export function splitMoved(
  type: string,
  properties: JsonObject,
): { readonly own: JsonObject; readonly taken: JsonObject } {
  const names = moved[type] ?? [];
  const pick = (isTaken: boolean): JsonObject =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name) === isTaken));
  return { own: pick(false), taken: pick(true) };
}
