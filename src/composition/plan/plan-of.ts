import type { ContextModule } from '../../eventsourcing/aggregate-module';
import { routesOf } from '../../http';
import { functionOf } from '../naming';
import { followersIn } from './followers';
import type { ChannelPlan, ContextPlan, Plan, RoutePlan } from './plan';
import { planFunctions } from './plan-functions';
import { planParts } from './plan-parts';

/** What template.yaml must hold for the manifests of all contexts. */
export function planOf(contexts: readonly ContextModule[]): Plan {
  const plans = contexts.map(planContext);
  return { contexts: plans, channels: channelsOf(plans) };
}

function planContext(context: ContextModule): ContextPlan {
  const followers = followersIn(context);
  const routes = planRoutes(context);
  return {
    context,
    routes,
    functions: planFunctions(context, routes, followers),
    parts: planParts(context, followers),
  };
}

/**
 * GET goes to the queries, the rest to the commands. An HTTP API sends HEAD nowhere unless it is told to, so each GET
 * brings a HEAD along (RFC 9110, 9.1).
 */
function planRoutes(context: ContextModule): RoutePlan[] {
  return context.aggregates
    .flatMap(({ controllers }) => controllers.flatMap(routesOf))
    .flatMap(({ method, path, access, limits }): RoutePlan[] => {
      const route = { path, access, isLimited: limits.length > 0 };
      if (method !== 'GET') {
        return [{ ...route, method, functionId: functionOf(context.name, 'commands') }];
      }
      const functionId = functionOf(context.name, 'queries');
      return [method, 'HEAD'].map((each) => ({ ...route, method: each, functionId }));
    });
}

function channelsOf(plans: readonly ContextPlan[]): ChannelPlan[] {
  const queues = plans.flatMap(({ parts }) => parts.flatMap((part) => part.queues));
  const types = [...new Set(queues.flatMap((queue) => queue.types))];
  return types.map((type) => {
    const ofType = queues.filter((queue) => queue.types.includes(type));
    return {
      type,
      queues: ofType.map(({ id }) => id),
      handles: Object.fromEntries(
        ofType.flatMap(({ id, handles }) =>
          handles ? [[id, handles.filter((each) => each.startsWith(`${type}/`))]] : [],
        ),
      ),
    };
  });
}
