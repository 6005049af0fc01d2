import { HTTP_API_TYPE } from '../gateway/api-definition';
import { corsOf, type Cors } from '../gateway/cors';
import type { Route } from '../gateway/route';
import { stageVariables } from '../gateway/stage-variables';
import { templateRoutes } from '../gateway/template-routes';
import type { FunctionBuild } from '../lambda/bundle/build-plan';
import { buildSettings } from '../lambda/bundle/build-settings';
import { FUNCTION_TYPE, functionDefinition, type FunctionDefinition } from '../lambda/function-definition';
import type { MappingDefinition } from '../mappings/mapping-definition';
import { templateMappings } from '../mappings/template-mappings';
import { executionRoles, type ExecutionRoles } from '../permissions/execution-role';
import { lambdaDuties, type Duty } from '../permissions/lambda-duties';
import type { Template } from '../template/load-template';
import type { PhysicalNames, Resource } from '../template/resource';
import { IMPLICIT_HTTP_API } from '../template/sam-resources';
import { TemplateError } from '../template/template-error';
import { refuseAbsentSources } from './event-sources';

/** Everything of a template that runs on this machine. */
export interface Application {
  readonly resources: readonly Resource[];
  readonly functions: readonly FunctionDefinition[];
  readonly builds: readonly FunctionBuild[];
  readonly routes: readonly Route[];
  readonly cors: Cors | undefined;
  /** Of the HTTP API; undefined when it has none. */
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly mappings: readonly MappingDefinition[];
  readonly roles: ExecutionRoles;
  /** What Lambda does with the roles. */
  readonly duties: readonly Duty[];
}

/** @throws TemplateError with file and line for anything that cannot run as it is declared */
export function application(template: Template, names: PhysicalNames): Application {
  return template.locate(() => {
    const resources = template.resolve(names);
    const functions = resources.filter(({ type }) => type === FUNCTION_TYPE);
    const definitions = functions.map(functionDefinition);
    const mappings = templateMappings(resources, definitions);
    refuseAbsentSources(mappings, resources, names);
    const api = httpApi(resources);
    return {
      resources,
      functions: definitions,
      builds: functions.map((resource) => ({
        logicalId: resource.logicalId,
        settings: buildSettings(resource, template.directory),
      })),
      routes: templateRoutes(resources, definitions),
      cors: api && corsOf(api),
      stageVariables: api && stageVariables(api),
      mappings,
      roles: executionRoles(resources),
      duties: lambdaDuties(resources, definitions, mappings),
    };
  });
}

function httpApi(resources: readonly Resource[]): Resource | undefined {
  const [api, another] = resources.filter(({ type }) => type === HTTP_API_TYPE);
  if (another !== undefined) {
    throw new TemplateError(
      ['Resources', another.logicalId],
      another.logicalId === IMPLICIT_HTTP_API
        ? `SAM makes this second API for events that name none, and this machine serves one; give them ApiId: !Ref ${api?.logicalId ?? ''}`
        : 'this machine serves one HTTP API; remove the other',
    );
  }
  return api;
}
