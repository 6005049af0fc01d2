import type { FunctionPlan, PartPlan, QueuePlan } from '../../src/composition/plan/plan';
import type { Table } from '../../src/eventsourcing/reading/table';
import { CONSUMER_TIMEOUT, timeoutOf } from './functions';
import { alias, arnOf, Raw, ref, type YamlMap } from './yaml';

/** Secrets, queues and tables of a part of a context: resources by logical id. */
export function partResources(
  { queues, tables, secrets = [] }: PartPlan,
  functions: readonly FunctionPlan[],
): YamlMap {
  return {
    ...Object.fromEntries(secrets.map((id) => [id, alias('generatedSecret')])),
    ...Object.assign({}, ...queues.map((queue) => queueResources(queue, functions))),
    ...Object.fromEntries(tables.map((table) => [table.name, tableOf(table)])),
  } as YamlMap;
}

export function deadLetterQueueOf(queue: string): string {
  return queue.replace(/Queue$/u, 'DeadLetterQueue');
}

/** A queue, its dead-letter queue and mapping, and alarms on the oldest message and on what was given up. */
function queueResources({ id, functionId }: QueuePlan, functions: readonly FunctionPlan[]): YamlMap {
  const deadLetters = deadLetterQueueOf(id);
  const target = { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 5 };
  return {
    [id]: {
      '<<': alias('fifoQueue'),
      Properties: { '<<': alias('fifo'), ...visibilityOf(functionId, functions), RedrivePolicy: target },
    },
    [deadLetters]: alias('fifoDeadLetterQueue'),
    [`${id}Mapping`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        '<<': alias('queueMapping'),
        FunctionName: ref(functionId),
        EventSourceArn: arnOf(id),
      },
    },
    [`${id}LateAlarm`]: alarmOf('lateQueue', id),
    [`${deadLetters}Alarm`]: alarmOf('deadLetters', deadLetters),
  };
}

function alarmOf(anchor: string, queue: string): YamlMap {
  const Dimensions = [{ Name: 'QueueName', Value: new Raw(`!GetAtt ${queue}.QueueName`) }];
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { '<<': [alias(anchor), alias('peak')], Dimensions } };
}

/** Six times the timeout of the function, where that is not the usual one. */
function visibilityOf(functionId: string, functions: readonly FunctionPlan[]): YamlMap {
  const reader = functions.find(({ id }) => id === functionId);
  const timeout = reader?.settings.timeout ?? (reader && timeoutOf(reader)) ?? CONSUMER_TIMEOUT;
  return timeout === CONSUMER_TIMEOUT ? {} : { VisibilityTimeout: 6 * timeout };
}

function tableOf({ key, indexes }: Table): YamlMap {
  const table = { '<<': alias('disposableTable') };
  if (key.join() === 'id' && Object.keys(indexes).length === 0) {
    return { ...table, Properties: { '<<': [alias('table'), alias('byId')] } };
  }
  const declared = Object.entries(indexes);
  const attributes = new Set([...key, ...declared.flatMap(([, { partition, sort }]) => [partition, sort])]);
  return {
    ...table,
    Properties: {
      '<<': alias('table'),
      AttributeDefinitions: [...attributes].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: schemaOf(key),
      ...(declared.length > 0 && {
        GlobalSecondaryIndexes: declared.map(([name, { partition, sort, holds }]) => ({
          IndexName: name,
          '<<': alias(holds === 'places' ? 'placesAlone' : 'wholeRows'),
          KeySchema: schemaOf([partition, sort]),
        })),
      }),
    },
  };
}

function schemaOf(key: readonly string[]): YamlMap[] {
  return key.map((name, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
}
