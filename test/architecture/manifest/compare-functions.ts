import { jsonText } from '../../../local/template/json';
import {
  FUNCTION,
  objectAt,
  refAt,
  resourcesOf,
  valueAt,
  type TemplateDocument,
} from '../template/template-document';
import type { FunctionPlan } from './function-plan';

/** Functions, their handlers and their routes. */
export function compareFunctions(plans: readonly FunctionPlan[], template: TemplateDocument): string[] {
  const declared = new Map(resourcesOf(template, FUNCTION).map((each) => [each.id, each.properties]));
  const planned = new Set(plans.map(({ id }) => id));
  return [
    ...plans.flatMap((plan) => {
      const properties = declared.get(plan.id);
      if (properties === undefined) return [`lacks the function ${plan.id}`];
      const wrong =
        properties.Handler === plan.handler ? [] : [`${plan.id} needs the Handler ${plan.handler}`];
      return [...wrong, ...compareRoutes(plan, routesOfFunction(properties))];
    }),
    ...[...declared.keys()]
      .filter((id) => !planned.has(id))
      .map((id) => `has the function ${id}, which no manifest asks for`),
  ];
}

function compareRoutes({ id, routes }: FunctionPlan, declared: readonly string[]): string[] {
  return [
    ...routes.filter((route) => !declared.includes(route)).map((route) => `${id} lacks ${route}`),
    ...declared
      .filter((route) => !routes.includes(route))
      .map((route) => `${id} has ${route}, which no controller of its manifest declares`),
  ];
}

/** Routes on the shared API; an event without ApiId would make an API of its own. */
function routesOfFunction(properties: TemplateDocument): string[] {
  return Object.values(objectAt(properties, 'Events'))
    .filter((event) => valueAt(event, 'Type') === 'HttpApi')
    .filter((event) => refAt(event, 'Properties', 'ApiId') === 'HttpApi')
    .map((event) => {
      const { Method: method = '', Path: path = '' } = objectAt(event, 'Properties');
      return `${jsonText(method)} ${jsonText(path)}`.trim() || '$default';
    });
}
