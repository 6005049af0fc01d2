import { variableOf } from '../../../src/composition/naming';
import {
  FUNCTION,
  objectAt,
  refAt,
  resource,
  valueAt,
  type TemplateDocument,
} from '../template/template-document';
import type { FunctionPlan } from './function-plan';

/** The variables that tell a function whom it serves and what its resources are called. */
export function compareEnvironment(plan: FunctionPlan, template: TemplateDocument): string[] {
  const declared = resource(template, FUNCTION, plan.id);
  if (declared === undefined) return [];
  const variables = objectAt(declared.properties, 'Environment', 'Variables');
  return [
    ...compareAggregateType(plan, variables),
    ...plan.uses
      .map(({ resource, variable = variableOf(resource), why }) => ({ resource, variable, why }))
      .filter(({ resource: id, variable }) => refAt(variables, variable) !== id)
      .map(({ resource: id, variable, why }) => `${plan.id} lacks ${variable}: !Ref ${id} (${why})`),
    ...Object.entries(variables)
      .filter(([, value]) => isResource(template, refAt(value)))
      .filter(([, value]) => !plan.uses.some((use) => use.resource === refAt(value)))
      .map(([name]) => `${plan.id} has ${name}, which its code never asks for`),
  ];
}

function compareAggregateType({ id, aggregateType }: FunctionPlan, variables: TemplateDocument): string[] {
  if (variables.AGGREGATE_TYPE === aggregateType) return [];
  if (aggregateType === undefined) return [`${id} has AGGREGATE_TYPE, which its code never asks for`];
  return [`${id} lacks AGGREGATE_TYPE: ${aggregateType}`];
}

function isResource(template: TemplateDocument, id: string | undefined): boolean {
  return id !== undefined && valueAt(template, 'Resources', id) !== undefined;
}
