import { isJsonObject, type JsonObject } from '../../template/json';
import type { Access } from '../access';
import { denial, type Examination } from '../guarded-endpoint';
import { dynamoDbCalls } from './dynamodb-calls';
import type { DynamoDbSchema } from './dynamodb-schema';

/** Looks at requests to DynamoDB; their bodies are read for functions alone. */
export function dynamoDbExamination({
  access,
  schema,
}: {
  readonly access: Access;
  readonly schema: DynamoDbSchema;
}): Examination {
  return ({ authorization, target, body }) => {
    const refused = access.refusalOf(authorization, () => dynamoDbCalls(target, parsed(body), schema));
    // 400 is DynamoDB's status for denied access too ("Error handling with DynamoDB").
    return refused === undefined ? undefined : denial(400, 'AccessDeniedException', refused);
  };
}

/** What is no JSON asks for nothing in particular; DynamoDB says what is wrong with it. */
function parsed(body: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
