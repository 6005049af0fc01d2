import type { JsonObject } from '../../../local/template/json';
import { PropertyReader } from '../../../local/template/property-reader';
import type { Resource } from '../../../local/template/resource';
import { typeRule } from '../../../local/template/rules/type-rules';

/** A resource as the runtime reads it from a template in which nothing has to be looked up. */
export function readResource(logicalId: string, type: string, properties: JsonObject): Resource {
  const reader = new PropertyReader({
    evaluate: (value) => value,
    branch: () => undefined,
    numberAt: () => undefined,
  });
  const rule = typeRule(type);
  return {
    logicalId,
    type,
    properties:
      rule.use === 'runs'
        ? reader.properties(properties, rule.properties, ['Resources', logicalId, 'Properties'])
        : {},
    metadata: {},
    unread: reader.unread,
  };
}
