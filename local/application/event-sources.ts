import type { MappingDefinition } from '../mappings/mapping-definition';
import { mappingResources } from '../mappings/mapping-resources';
import { suggestion } from '../template/similar';
import { runningTypes, typeRule } from '../template/rules/type-rules';
import type { PhysicalNames, Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';

const ATTRIBUTES = ['Arn', 'StreamArn'] as const;

/**
 * A mapping whose queue or stream does not run here would begin with a fault that nobody could place.
 *
 * @throws TemplateError that names the resource and its type
 */
export function refuseAbsentSources(
  mappings: readonly MappingDefinition[],
  resources: readonly Resource[],
  names: PhysicalNames,
): void {
  const absent = resources.filter(({ type }) => typeRule(type).use !== 'runs');
  for (const { logicalId: mapping, sourceArn } of mappings) {
    const source = absent.find((resource) =>
      ATTRIBUTES.some((attribute) => names(resource).attribute(attribute) === sourceArn),
    );
    if (source === undefined) continue;
    const { path = [] } = mappingResources(resources).find(({ logicalId }) => logicalId === mapping) ?? {};
    const { logicalId, type } = source;
    throw new TemplateError(
      path,
      `its source ${logicalId} is of the type ${type}, which does not run on this machine` +
        suggestion(type, Object.keys(runningTypes)),
    );
  }
}
