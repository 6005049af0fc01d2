import { any, harmless, missed, partly, read, type PropertyRules } from './rule';

/** Sections of a template. Source: "CloudFormation template sections", and the Globals of AWS SAM. */
export const sectionRules: PropertyRules = {
  Conditions: read(any),
  Globals: partly(any, 'those of other types than functions and HTTP APIs', false),
  Mappings: read(any),
  Parameters: read(any),
  Resources: read(any),
  Rules: partly(any, 'Fn::RefAll, Fn::ValueOf and Fn::ValueOfAll, which are refused', false),
  Transform: read(any),
  ...harmless('AWSTemplateFormatVersion Description Metadata', 'they describe'),
  ...harmless('Outputs', 'they are for other stacks and people'),
  ...missed('Hooks', 'nothing is deployed'),
};

/** What a resource has beside its properties. Source: "Resource attribute reference"; AWS SAM. */
export const attributeRules: PropertyRules = {
  Condition: read(any),
  IgnoreGlobals: read(any),
  Metadata: read(any),
  Properties: read(any),
  Type: read(any),
  ...harmless(
    'CreationPolicy DeletionPolicy DependsOn UpdatePolicy UpdateReplacePolicy',
    'nothing is deployed',
  ),
  ...missed('Connectors', 'what they would permit must be written as policies'),
};

/** Transforms that this machine knows; another may make anything of a template. */
export const knownTransforms: ReadonlySet<string> = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
]);
