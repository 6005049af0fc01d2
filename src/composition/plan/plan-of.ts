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
  const methods = routes.map(({ method }) => method);
  return {
    context,
    routes,
    functions: planFunctions(context, methods, followers),
    parts: planParts(context, followers),
  };
}

/** GET goes to the queries, the rest to the commands. */
function planRoutes(context: ContextModule): RoutePlan[] {
  return context.aggregates
    .flatMap(({ controllers }) => controllers.flatMap(routesOf))
    .map(({ method, path }) => ({
      method,
      path,
      functionId: functionOf(context.name, method === 'GET' ? 'queries' : 'commands'),
    }));
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
