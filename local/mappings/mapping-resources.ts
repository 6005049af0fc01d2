import { FUNCTION_TYPE } from '../lambda/function-definition';
import { isJsonObject, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';

/** Properties of an AWS::Lambda::EventSourceMapping, wherever they are written. */
export interface MappingResource {
  readonly logicalId: string;
  readonly path: readonly string[];
  /** Logical id, when a function's own events declare the mapping. */
  readonly functionId: string | undefined;
  readonly properties: JsonObject;
}

export const MAPPING_TYPE = 'AWS::Lambda::EventSourceMapping';

/** Property of a SAM event that names its source. */
const sourceProperty: Readonly<Record<string, string>> = {
  DynamoDB: 'Stream',
  Kinesis: 'Stream',
  SQS: 'Queue',
};

/** Mappings that are resources, and those that SAM makes of a function's events. */
export function mappingResources(resources: readonly Resource[]): MappingResource[] {
  return resources.flatMap((resource) => {
    const { logicalId, type, properties } = resource;
    if (type === FUNCTION_TYPE) return eventMappings(resource);
    if (type !== MAPPING_TYPE) return [];
    return [{ logicalId, path: ['Resources', logicalId, 'Properties'], functionId: undefined, properties }];
  });
}

function eventMappings({ logicalId: functionId, properties }: Resource): MappingResource[] {
  const events = isJsonObject(properties.Events) ? properties.Events : {};
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isJsonObject(event) || typeof event.Type !== 'string' || !isJsonObject(event.Properties)) return [];
    const { [sourceProperty[event.Type] ?? '']: source, ...rest } = event.Properties;
    if (source === undefined) return [];
    return [
      {
        // The logical id that SAM generates.
        logicalId: functionId + name,
        path: ['Resources', functionId, 'Properties', 'Events', name, 'Properties'],
        functionId,
        properties: { ...rest, EventSourceArn: source },
      },
    ];
  });
}
