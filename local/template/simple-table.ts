import { isJsonObject, type JsonObject } from './json';
import { TemplateError, type TemplatePath } from './template-error';

export const SIMPLE_TABLE = 'AWS::Serverless::SimpleTable';

const attributeTypes: Readonly<Record<string, string>> = { Binary: 'B', Number: 'N', String: 'S' };

/**
 * The properties of the AWS::DynamoDB::Table that SAM makes of a simple table.
 * Source: "AWS::Serverless::SimpleTable" of the AWS SAM specification.
 *
 * @throws TemplateError for a key that is not written out
 */
export function tableProperties({ PrimaryKey: key, ...others }: JsonObject, path: TemplatePath): JsonObject {
  const { Name: name = 'id', Type: type = 'String' } = isJsonObject(key) ? key : {};
  const attributeType = typeof type === 'string' ? attributeTypes[type] : undefined;
  if (attributeType === undefined) {
    throw new TemplateError([...path, 'PrimaryKey', 'Type'], 'must be String, Number or Binary');
  }
  return {
    ...others,
    AttributeDefinitions: [{ AttributeName: name, AttributeType: attributeType }],
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  };
}
