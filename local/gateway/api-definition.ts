import { isJsonObject, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';

export const HTTP_API_TYPE = 'AWS::Serverless::HttpApi';

export const CORS_EXTENSION = 'x-amazon-apigateway-cors';

export interface ApiDefinition {
  readonly body: JsonObject;
  /** Of the body in the template. */
  readonly path: readonly string[];
}

/** Extensions of the document itself that this machine knows; the second says nothing that could run. */
const extensions = new Set([CORS_EXTENSION, 'x-amazon-apigateway-importexport-version']);

/**
 * The OpenAPI document that an HTTP API is made of. Sources: "DefinitionBody" under
 * "AWS::Serverless::HttpApi" of the AWS SAM specification; "Working with OpenAPI definitions for HTTP APIs".
 *
 * @returns undefined when the API's routes are the functions' events alone
 * @throws TemplateError for what does not run on this machine
 */
export function apiDefinition({ logicalId, properties }: Resource): ApiDefinition | undefined {
  const own = ['Resources', logicalId, 'Properties'];
  if (properties.DefinitionUri !== undefined) {
    throw new TemplateError([...own, 'DefinitionUri'], 'write the document into DefinitionBody instead');
  }
  const { DefinitionBody: body } = properties;
  if (body === undefined) return undefined;
  const path = [...own, 'DefinitionBody'];
  if (!isJsonObject(body)) throw new TemplateError(path, 'must be an OpenAPI document');
  if (typeof body.openapi !== 'string' || !body.openapi.startsWith('3.0')) {
    throw new TemplateError([...path, 'openapi'], 'must be the text of a version that HTTP APIs take: 3.0.1');
  }
  const { security = [] } = body;
  if (!Array.isArray(security) || security.length > 0) {
    throw new TemplateError(
      [...path, 'security'],
      'does nothing here; write it at each operation of the paths',
    );
  }
  refuseExtensions(body, extensions, path);
  return { body, path };
}

/** An extension changes what API Gateway does; everything else describes, but for the security of an operation. */
export function refuseExtensions(
  element: JsonObject,
  known: ReadonlySet<string>,
  path: readonly string[],
): void {
  const stranger = Object.keys(element).find((name) => name.startsWith('x-amazon-') && !known.has(name));
  if (stranger === undefined) return;
  throw new TemplateError([...path, stranger], 'does not run on this machine; remove it');
}
