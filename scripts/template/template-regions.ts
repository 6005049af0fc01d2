import { variableOf } from '../../src/composition/environment';
import { queuesVariableOf } from '../../src/composition/naming';
import { fragmentFor } from '../../src/composition/queue-for';
import type { ChannelPlan, ContextPlan, Plan, RoutePlan } from '../../src/composition/plan/plan';
import { groupBy } from '../../src/kernel/group-by';
import { functionResources } from './functions';
import { partResources } from './parts';
import type { Region } from './regions';
import { SharedByFunctions } from './shared-by-functions';
import { publicWriteRules } from './public-writes';
import { invoking, sendingTo } from './statements';
import { alias, entries, entry, listItem, Raw, ref, type Yaml, type YamlMap } from './yaml';

/** Everything in template.yaml that follows from the manifests, by the names in its banners. */
export function templateRegions(plan: Plan): Readonly<Record<string, Region>> {
  const queues = [...new Set(plan.channels.flatMap((channel) => channel.queues))];
  const consumers = plan.contexts
    .flatMap(({ functions }) => functions)
    .filter(({ role }) => role === 'projector' || role === 'processes')
    .map(({ id }) => id);
  return {
    'writes that need no token': (indent) => entries(publicWriteRules(plan), indent),
    routes: (indent) => routes(plan, indent),
    'queues of each aggregate type': (indent) =>
      plan.channels.flatMap((channel) => entry(queuesVariableOf(channel.type), urlsOf(channel), indent)),
    'sending to the queues': (indent) => (queues.length > 0 ? listItem(sendingTo(queues), indent) : []),
    'functions with consumers': (indent) => consumers.flatMap((id) => entry(variableOf(id), ref(id), indent)),
    'asking the functions with consumers': (indent) =>
      consumers.length > 0 ? listItem(invoking(consumers), indent) : [],
    'asking the functions that schedule': (indent) => {
      const scheduling = plan.contexts
        .flatMap(({ functions }) => functions)
        .filter(({ outside }) => outside.includes('schedules'));
      return scheduling.length > 0 ? listItem(invoking(scheduling.map(({ id }) => id)), indent) : [];
    },
    contexts: (indent) => plan.contexts.flatMap((context) => contextLines(context, indent)),
  };
}

/** Separated by spaces, which no URL has. */
function urlsOf({ type, queues, handles }: ChannelPlan): Yaml {
  const told = queues.map((id) => {
    const handled = handles[id];
    return handled ? `!Join ['', [!Ref ${id}, '${fragmentFor(handled, type)}']]` : `!Ref ${id}`;
  });
  return new Raw(`!Join [' ', [${told.join(', ')}]]`);
}

/**
 * Paths of the API. The first route of a function, of those with a token and of those without, describes how it is
 * called; the others repeat that by its anchor.
 */
function routes({ contexts }: Plan, indent: number): string[] {
  const all = contexts.flatMap((context) => context.routes);
  const byPath = groupBy(all, ({ path }) => path);
  const described = new Set<string>();
  return [...byPath].flatMap(([path, group]) =>
    pathLines(path, group, indent, (anchor) => {
      const isFirst = !described.has(anchor);
      described.add(anchor);
      return isFirst;
    }),
  );
}

function anchorOf({ functionId, access }: RoutePlan): string {
  return access.kind === 'public' ? `${functionId}Public` : functionId;
}

function pathLines(
  path: string,
  group: readonly RoutePlan[],
  indent: number,
  isFirst: (anchor: string) => boolean,
): string[] {
  const pad = ' '.repeat(indent + 2);
  const first = new Set(group.filter((route) => isFirst(anchorOf(route))));
  if (first.size === 0) return entry(path, Object.fromEntries(group.map(methodOf)), indent);
  return [
    ...entry(path, new Raw(''), indent).map((line) => line.trimEnd()),
    ...group.flatMap((route) => {
      if (!first.has(route)) return entries(Object.fromEntries([methodOf(route)]), indent + 2);
      const integration = { '<<': alias('proxy'), uri: uriOf(route.functionId) };
      return [
        `${pad}${route.method.toLowerCase()}: &${anchorOf(route)}`,
        ...(route.access.kind === 'public' ? [] : entry('security', SECURITY, indent + 4)),
        ...entry('x-amazon-apigateway-integration', integration, indent + 4),
      ];
    }),
  ];
}

/** The authorizer of the API's document. */
const SECURITY = new Raw('[{ Tokens: [] }]');

function methodOf(route: RoutePlan): [string, Yaml] {
  return [route.method.toLowerCase(), alias(anchorOf(route))];
}

function uriOf(functionId: string): Raw {
  const lambda = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions';
  return new Raw(`!Sub ${lambda}/\${${functionId}.Alias}/invocations`);
}

function contextLines({ context, functions, parts }: ContextPlan, indent: number): string[] {
  const queues = parts.flatMap((part) => part.queues);
  const shared = new SharedByFunctions(context.name, functions);
  const ofContext: YamlMap = Object.assign(
    {},
    ...functions.map((each) => functionResources(each, queues, shared)),
  ) as YamlMap;
  return [
    ...section(context.name, ofContext, indent),
    ...parts.flatMap((part) => section(part.title, partResources(part, functions), indent)),
  ];
}

function section(title: string, resources: YamlMap, indent: number): string[] {
  if (Object.keys(resources).length === 0) return [];
  return [`${' '.repeat(indent)}# ${title} ${'-'.repeat(96 - title.length)}`, ...entries(resources, indent)];
}
