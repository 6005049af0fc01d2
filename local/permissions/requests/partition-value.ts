import { isJsonObject, type Json, type JsonObject } from '../../template/json';

/** A DynamoDB value such as `{"S": "iam/user#1"}` as IAM compares it; empty for what is none. */
export function keyText(value: Json | undefined): string {
  if (!isJsonObject(value)) return '';
  const [content] = Object.values(value);
  return content === undefined || typeof content === 'object' ? '' : String(content);
}

/**
 * The value that a Query asks the partition key for: of its KeyConditionExpression, or of the older KeyConditions.
 *
 * @returns empty when the request asks for none, which DynamoDB refuses
 */
export function queriedValue(request: JsonObject, partitionKey: string): string {
  const { KeyConditionExpression: expression, KeyConditions: legacy } = request;
  if (typeof expression === 'string') return equalTo(expression, partitionKey, request);
  const condition = isJsonObject(legacy) ? legacy[partitionKey] : undefined;
  const list = isJsonObject(condition) ? condition.AttributeValueList : undefined;
  return Array.isArray(list) ? keyText(list[0]) : '';
}

/** In a key condition a partition key can only be compared with `=`, and no `OR` or `NOT` may stand there. */
function equalTo(expression: string, partitionKey: string, request: JsonObject): string {
  const names = isJsonObject(request.ExpressionAttributeNames) ? request.ExpressionAttributeNames : {};
  const values = isJsonObject(request.ExpressionAttributeValues) ? request.ExpressionAttributeValues : {};
  for (const [, name = '', value = ''] of expression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if ((name.startsWith('#') ? names[name] : name) === partitionKey) return keyText(values[value]);
  }
  return '';
}
