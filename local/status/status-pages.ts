import type { Functions } from '../lambda/create-functions';
import type { Mapping } from '../mappings/mapping';
import type { Endpoints } from '../services/endpoints';
import type { Mailbox } from '../services/mailbox/mailbox';
import type { Resource } from '../template/resource';
import type { Desk } from './desk';
import { functionsPage } from './functions-page';
import type { Page } from './local-pages';
import { mailboxDocument, mailboxPage } from './mailbox-page';
import { queuesPage } from './queues-page';
import { namesPage } from './names-page';

export interface StatusSource {
  readonly resources: readonly Resource[];
  readonly functions: Functions;
  readonly mappings: readonly Mapping[];
  readonly endpoints: Endpoints;
  readonly mailbox: Mailbox;
  /** Makes tokens, where the application takes any. */
  readonly token?: Page | undefined;
  readonly faults: Desk;
}

/** The pages below `/_local`, by name. */
export function statusPages({
  resources,
  functions,
  mappings,
  endpoints,
  mailbox,
  token,
  faults,
}: StatusSource): Record<string, Page | Desk> {
  return {
    functions: () => functionsPage(functions),
    queues: queuesPage(resources, mappings, endpoints),
    streams: () => mappings.map((mapping) => mapping.status()).filter(({ shards }) => shards !== undefined),
    endpoints: () => endpoints,
    tables: () => namesPage(resources, 'AWS::DynamoDB::Table'),
    buckets: () => namesPage(resources, 'AWS::S3::Bucket'),
    'event-streams': () => namesPage(resources, 'AWS::Kinesis::Stream'),
    secrets: () => namesPage(resources, 'AWS::SecretsManager::Secret'),
    'schedule-groups': () => namesPage(resources, 'AWS::Scheduler::ScheduleGroup'),
    ...(token && { token }),
    faults,
    mailbox: mailboxPage(mailbox),
    'mailbox.html': mailboxDocument(mailbox),
  };
}
