import { HTTP_API_TYPE } from '../gateway/api-definition';
import { API_ID } from '../gateway/http-event';
import { aliasOf, FUNCTION_TYPE, functionArn, functionName } from '../lambda/function-definition';
import { MAPPING_TYPE } from '../mappings/mapping-resources';
import { mappingUuid } from '../mappings/template-mappings';
import type { Endpoints } from '../services/endpoints';
import { LOG_GROUP_TYPE } from '../permissions/lambda-duties';
import { ROLE_TYPE, roleArn, roleName } from '../permissions/execution-role';
import { localArn } from '../services/local-account';
import { isProvisioned } from '../services/provision/cloud-resource';
import { physical } from '../services/provision/physical';
import type { Json } from '../template/json';
import type { PhysicalNames, PhysicalResource, Resource } from '../template/resource';

/** Here every published version is the newest, which has only one. */
const FIRST_VERSION = '1';

const DEFAULT_STAGE = '$default';

/** Names of everything in a template: of this runtime, of the local services, and of what does not run here. */
export function resourceNames(endpoints: Endpoints, apiUrl: string): PhysicalNames {
  return (resource) => {
    const { logicalId, type } = resource;
    if (isProvisioned(resource)) {
      const { ref, attributes } = physical(resource, endpoints);
      return named(ref, attributes);
    }
    if (type === FUNCTION_TYPE) return functionNames(resource);
    if (type === HTTP_API_TYPE)
      return named(API_ID, { ApiId: API_ID, ApiEndpoint: apiUrl }, { Stage: DEFAULT_STAGE });
    if (type === 'AWS::ApiGatewayV2::Stage') return named(DEFAULT_STAGE, {});
    if (type === MAPPING_TYPE) return named(mappingUuid(logicalId), { Id: mappingUuid(logicalId) });
    if (type === ROLE_TYPE)
      return named(roleName(resource), { Arn: roleArn(roleName(resource)), RoleId: logicalId });
    if (type === LOG_GROUP_TYPE) return logGroupNames(resource);
    return placeholder(resource);
  };
}

/** Source: "Return values" of AWS::Logs::LogGroup in the CloudFormation reference. */
function logGroupNames({ logicalId, properties }: Resource): PhysicalResource {
  const name = typeof properties.LogGroupName === 'string' ? properties.LogGroupName : logicalId;
  return named(name, { Arn: localArn('logs', `log-group:${name}:*`) });
}

/** Something must stand where a template refers to an alarm or a key; nothing on this machine looks at it. */
function placeholder({ logicalId, type }: Resource): PhysicalResource {
  const service = type.split('::')[1]?.toLowerCase() ?? 'local';
  return {
    ref: logicalId,
    attribute: (name) => (name.endsWith('Arn') ? localArn(service, logicalId) : `${logicalId}-${name}`),
    generated: (name) => `${logicalId}-${name}`,
  };
}

/** With AutoPublishAlias SAM makes a version and an alias, which are referred to as `Function.Alias`. */
function functionNames({ logicalId, properties }: Resource): PhysicalResource {
  const name = functionName(logicalId, properties);
  const arn = functionArn(name);
  const alias = aliasOf(properties);
  if (alias === undefined) return named(name, { Arn: arn });
  return named(
    name,
    { Arn: arn, 'Version.Version': FIRST_VERSION },
    { Alias: `${arn}:${alias}`, Version: `${arn}:${FIRST_VERSION}` },
  );
}

type Names = Readonly<Record<string, Json>>;

function named(ref: Json, attributes: Names, generated: Names = {}): PhysicalResource {
  const of = (names: Names, name: string): Json | undefined =>
    Object.hasOwn(names, name) ? names[name] : undefined;
  return {
    ref,
    attribute: (name) => of(attributes, name),
    generated: (name) => of(generated, name),
  };
}
