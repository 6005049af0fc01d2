import { API_ID } from '../gateway/http-event';
import { HTTP_API_TYPE } from '../gateway/cors';
import { FUNCTION_TYPE, functionArn, functionName } from '../lambda/function-definition';
import { MAPPING_TYPE } from '../mappings/mapping-resources';
import { mappingUuid } from '../mappings/template-mappings';
import type { Endpoints } from '../services/endpoints';
import { localArn } from '../services/local-account';
import { isProvisioned } from '../services/provision/cloud-resource';
import { physical } from '../services/provision/physical';
import type { Json } from '../template/json';
import type { PhysicalNames, PhysicalResource, Resource } from '../template/resource';

/** Names of everything in a template: of this runtime, of the local services, and of what does not run here. */
export function resourceNames(endpoints: Endpoints, apiUrl: string): PhysicalNames {
  return (resource) => {
    const { logicalId, type, properties } = resource;
    if (isProvisioned(resource)) {
      const { ref, attributes } = physical(resource, endpoints);
      return named(ref, attributes);
    }
    if (type === FUNCTION_TYPE) {
      const name = functionName(logicalId, properties);
      return named(name, { Arn: functionArn(name) });
    }
    if (type === HTTP_API_TYPE) return named(API_ID, { ApiId: API_ID, ApiEndpoint: apiUrl });
    if (type === MAPPING_TYPE) return named(mappingUuid(logicalId), { Id: mappingUuid(logicalId) });
    return placeholder(resource);
  };
}

/** Something must stand where a template refers to a role or an alarm; nothing on this machine looks at it. */
function placeholder({ logicalId, type }: Resource): PhysicalResource {
  const service = type.split('::')[1]?.toLowerCase() ?? 'local';
  return {
    ref: logicalId,
    attribute: (name) => (name.endsWith('Arn') ? localArn(service, logicalId) : `${logicalId}-${name}`),
  };
}

function named(ref: Json, attributes: Readonly<Record<string, Json>>): PhysicalResource {
  return { ref, attribute: (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined) };
}
