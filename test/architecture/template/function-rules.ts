import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../local/template/json';
import {
  FUNCTION,
  listAt,
  objectAt,
  refAt,
  resource,
  resourcesOf,
  valueAt,
  type TemplateDocument,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';

/** An HTTP API waits 30 s for an integration; a function must have answered before. */
const LONGEST_HTTP_TIMEOUT_SECONDS = 29;

export const runtimeAndArchitecture: TemplateRule = (template) =>
  resourcesOf(template, FUNCTION)
    .filter(
      ({ properties: { Runtime, Architectures } }) =>
        Runtime !== 'nodejs24.x' || !isDeepStrictEqual(Architectures, [{ Ref: 'Architecture' }]),
    )
    .map(({ id }) => `${id} must run on nodejs24.x and on !Ref Architecture`);

export const keptLogGroup: TemplateRule = (template) =>
  resourcesOf(template, FUNCTION)
    .filter(({ properties }) => {
      const group = resource(template, 'AWS::Logs::LogGroup', refAt(properties, 'LoggingConfig', 'LogGroup'));
      return group?.properties.RetentionInDays === undefined;
    })
    .map(({ id }) => `${id} needs a log group with RetentionInDays`);

export const answersInTime: TemplateRule = (template) => {
  const called = resourcesOf(template, 'AWS::Lambda::Permission').map(({ properties }) =>
    refAt(properties, 'FunctionName')?.replace(/\.Alias$/, ''),
  );
  return resourcesOf(template, FUNCTION)
    .filter(({ id }) => called.includes(id))
    .filter(({ properties }) => !(Number(properties.Timeout) <= LONGEST_HTTP_TIMEOUT_SECONDS))
    .map(({ id }) => `${id} answers HTTP and needs a Timeout of at most ${LONGEST_HTTP_TIMEOUT_SECONDS} s`);
};

/** All bundles are made alike; only the entry point differs, and the handler follows from it. */
export const bundledAlike: TemplateRule = (template) => {
  const [first, ...others] = resourcesOf(template, FUNCTION).map(({ id, declaration, properties }) => {
    const { EntryPoints: entryPoints, ...settings } = objectAt(declaration, 'Metadata', 'BuildProperties');
    const entry = entryName(listAt(entryPoints)[0]);
    const method = valueAt(declaration, 'Metadata', 'BuildMethod');
    return { id, settings, fits: method === 'esbuild' && properties.Handler === `${entry}.handler` };
  });
  if (first === undefined) return ['the template has no function'];
  return [
    ...[first, ...others]
      .filter(({ fits }) => !fits)
      .map(({ id }) => `${id}: entry point and Handler do not match`),
    ...others
      .filter(({ settings }) => !isDeepStrictEqual(settings, first.settings))
      .map(({ id }) => `${id} is bundled with other settings than ${first.id}`),
  ];
};

function entryName(entryPoint: Json | undefined): string {
  return (
    /^src\/functions\/(?:[a-z-]+\/)?([a-z-]+)\.ts$/.exec(
      typeof entryPoint === 'string' ? entryPoint : '',
    )?.[1] ?? ''
  );
}

/** The variable with the name of `IamUsersTable` is `IAM_USERS_TABLE`; one with the URLs of queues is `IAM_USER_QUEUES`. */
export const variablesNamedAfterResources: TemplateRule = (template) =>
  resourcesOf(template, FUNCTION).flatMap(({ id, properties }) =>
    Object.entries(objectAt(properties, 'Environment', 'Variables')).flatMap(([name, value]) => {
      const target = refAt(value);
      const isResource = target !== undefined && valueAt(template, 'Resources', target) !== undefined;
      return isResource && ![constantCase(target), `${constantCase(target)}S`].includes(name)
        ? [`${id}: ${target} belongs in ${constantCase(target)}`]
        : [];
    }),
  );

function constantCase(logicalId: string): string {
  return logicalId.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}

export function functionTimeoutSeconds(template: TemplateDocument, id: string | undefined): number {
  return Number(resource(template, FUNCTION, id)?.properties.Timeout);
}
