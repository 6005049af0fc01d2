import type { Json, JsonObject } from './json';

/** What intrinsic functions may look up while a template is evaluated. */
export interface Scope {
  /** Parameters and pseudo parameters by name. */
  readonly parameters: ReadonlyMap<string, Json>;
  readonly mappings: JsonObject;
  /** Whether the template asks for the functions of AWS::LanguageExtensions. */
  readonly languageExtensions: boolean;
  /** undefined when the template has no such condition */
  condition(name: string): boolean | undefined;
  /**
   * What Ref gives for a resource, or with a dot for what SAM makes beside it (`Function.Alias`); undefined
   * when there is no such resource.
   */
  ref(name: string): Json | undefined;
  /** What Fn::GetAtt gives; undefined when there is no such resource or attribute. */
  attribute(logicalId: string, attribute: string): Json | undefined;
}
