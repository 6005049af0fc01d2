import { readFileSync } from 'node:fs';
import {
  DYNOXIDE_OPERATIONS,
  STREAMS_OPERATIONS,
  supplementedOperations,
} from './dynamodb/supplement-dynamodb';
import { Delivery } from './eventbridge/delivery';
import { newEventBuses } from './eventbridge/event-bus';
import { eventBridgeOperations } from './eventbridge/start-eventbridge';
import { LocalQueues } from './fauxqs/sqs/queues';
import { FAUXQS_OPERATIONS, supplementedOperations as supplementedSqs } from './fauxqs/sqs/supplement-sqs';
import { kinesisOperations } from './kinesis/start-kinesis';
import { StreamStore } from './kinesis/stream-store';
import { Mailbox } from './mailbox/mailbox';
import { scheduleOperations } from './scheduler/schedule-operations';
import { ScheduleStore } from './scheduler/schedule-store';
import { SecretStore } from './secretsmanager/secret-store';
import { secretsManagerOperations } from './secretsmanager/start-secretsmanager';
import { Identities } from './ses/identities';
import { sesOperations } from './ses/ses-operations';
import { publishOperations } from './sns/publish-operations';

const delivery = new Delivery({ deliver: () => Promise.resolve(), undeliverable: () => undefined });

const services: Readonly<Record<string, readonly string[]>> = {
  DynamoDB: [...DYNOXIDE_OPERATIONS, ...Object.keys(supplementedOperations('http://127.0.0.1:1'))],
  'DynamoDB Streams': STREAMS_OPERATIONS,
  SQS: [...FAUXQS_OPERATIONS, ...Object.keys(supplementedSqs(new LocalQueues()))],
  Kinesis: Object.keys(kinesisOperations(new StreamStore())),
  EventBridge: Object.keys(eventBridgeOperations(newEventBuses(), delivery)),
  'Secrets Manager': Object.keys(secretsManagerOperations(new SecretStore())),
  Scheduler: Object.keys(scheduleOperations(new ScheduleStore(), () => undefined)),
  SES: Object.keys(sesOperations(new Identities(), new Mailbox())),
  SNS: Object.keys(publishOperations(new Mailbox())),
};

describe('docs/local-services.md', () => {
  const document = readFileSync('docs/local-services.md', 'utf8');

  it.each(Object.entries(services))('lists the operations of %s', (service, operations) => {
    const [, section = ''] = document.split(`\n## ${service}\n`);
    const [list = ''] = section.split('\n## ')[0]?.match(/`\w+`(?:, `\w+`)*/) ?? [];
    const names = [...new Set(operations)].sort().map((name) => `\`${name}\``);
    expect(list).toBe(names.join(', '));
  });
});
