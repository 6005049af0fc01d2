import { basename } from 'node:path';
import type { FunctionPlan, QueuePlan } from '../../src/composition/plan/plan';
import type { SharedByFunctions } from './shared-by-functions';
import { pollingOf, roleOf, statementOf } from './statements';
import { alias, arnOf, Raw, ref, type YamlMap } from './yaml';

/** Seconds; a message waits six times as long before it comes again. */
export const CONSUMER_TIMEOUT = 9;

const isApi = ({ role }: FunctionPlan): boolean => role === 'commands' || role === 'queries';

/** A context's function, its role and, for the API, the permission to call it: resources by logical id. */
export function functionResources(
  plan: FunctionPlan,
  queues: readonly QueuePlan[],
  shared: SharedByFunctions,
): YamlMap {
  const { id, permissions } = plan;
  const statements = permissions.map((permission) => statementOf(permission, shared));
  const polled = queues.filter(({ functionId }) => functionId === id).map((queue) => queue.id);
  return {
    [id]: functionOf(plan, shared),
    [`${id}Role`]: roleOf(id, [...pollingOf(polled), ...statements]),
    ...(isApi(plan) && {
      [`${id}Permission`]: {
        Type: 'AWS::Lambda::Permission',
        Properties: { '<<': alias('apiPermission'), FunctionName: ref(`${id}.Alias`) },
      },
    }),
  };
}

function functionOf(plan: FunctionPlan, shared: SharedByFunctions): YamlMap {
  const { id, entry, description } = plan;
  return {
    Type: 'AWS::Serverless::Function',
    Metadata: { BuildMethod: 'esbuild', BuildProperties: { '<<': alias('bundle'), EntryPoints: [entry] } },
    Properties: {
      ...(isApi(plan) && { '<<': alias('apiFunction') }),
      Description: description,
      Handler: `${basename(entry, '.ts')}.handler`,
      Role: new Raw(`!GetAtt ${id}Role.Arn`),
      ...settingsOf(plan),
      // Scheduler invokes it without waiting for an answer: Lambda tries three times.
      ...(plan.outside.includes('schedules') && {
        DeadLetterQueue: { Type: 'SQS', TargetArn: arnOf('ScheduleDeadLetterQueue') },
      }),
      Environment: { Variables: shared.variablesOf(plan) },
    },
  };
}

/** What the manifest says, else what the role of the function needs. */
function settingsOf(plan: FunctionPlan): YamlMap {
  const { role, settings } = plan;
  const timeout = settings.timeout ?? timeoutOf(plan);
  return {
    ...(settings.memory !== undefined && { MemorySize: settings.memory }),
    ...(timeout !== undefined && { Timeout: timeout }),
    ...(settings.reservedConcurrency !== undefined
      ? { ReservedConcurrentExecutions: settings.reservedConcurrency }
      : role === 'queries' && {
          ReservedConcurrentExecutions: new Raw(
            '!If [ReservesQueries, !Ref QueryConcurrency, !Ref AWS::NoValue]',
          ),
        }),
  };
}

/** Queries wait for 5 s at most. */
export function timeoutOf(plan: Pick<FunctionPlan, 'role'>): number | undefined {
  if (plan.role === 'commands') return undefined;
  return plan.role === 'queries' ? 10 : CONSUMER_TIMEOUT;
}
