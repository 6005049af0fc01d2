import type { OutsideUse } from '../../eventsourcing/writing/unique-value';
import type { OutsidePort, Permission } from './plan';

/** What a function needs in order to ask something of the world outside. */
export interface OutsideNeeds {
  readonly ports: readonly OutsidePort[];
  readonly permissions: readonly Permission[];
  /** Logical ids of what it is told beside what it may call. */
  readonly told: readonly string[];
  /** Those whose ARN it is told. */
  readonly arns?: readonly string[];
}

const SECRET = 'secret:';
/** With it the addresses of those who ask are hashed. */
const ADDRESS_HASH_SECRET = 'AddressHashSecret';

const readsSecrets = (secrets: readonly string[]): Permission => ({
  actions: ['secretsmanager:GetSecretValue'],
  resources: secrets.map((id) => ({ id, isArn: true })),
});

const counts: Permission = { actions: ['dynamodb:UpdateItem'], resources: [{ id: 'RateLimitsTable' }] };

const sends: readonly Permission[] = [
  {
    actions: ['ses:SendEmail'],
    resources: [],
    elsewhere: 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailSender}',
  },
  // A phone number is no resource: whoever may send to it may send to all but what is one, the topics.
  { actions: ['sns:Publish'], resources: [], except: 'arn:${AWS::Partition}:sns:*:*:*' },
];

/**
 * Scheduler invokes the function in a role of its own, which the function may pass on. The queue also takes what the function
 * was invoked with and failed at each time.
 */
const schedules: readonly Permission[] = [
  {
    actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
    resources: [],
    elsewhere: 'arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${ScheduleGroup}/*',
  },
  { actions: ['iam:PassRole'], resources: [{ id: 'SchedulerRole' }] },
  { actions: ['sqs:SendMessage'], resources: [{ id: 'ScheduleDeadLetterQueue' }] },
];

/** @param uses of all that the function carries out; each counts once */
export function outsideNeedsOf(uses: readonly OutsideUse[]): OutsideNeeds {
  const distinct = [...new Set(uses)];
  const secrets = new Set(secretsIn(distinct));
  const limits = distinct.includes('rate-limits');
  if (limits) secrets.add(ADDRESS_HASH_SECRET);
  const messages = distinct.includes('messages');
  const later = distinct.includes('schedules');
  return {
    ports: [
      ...(secrets.size > 0 ? (['secrets'] as const) : []),
      ...(messages ? (['messages'] as const) : []),
      ...(limits ? (['rate-limits'] as const) : []),
      ...(later ? (['schedules'] as const) : []),
    ],
    permissions: [
      ...(secrets.size > 0 ? [readsSecrets([...secrets])] : []),
      ...(limits ? [counts] : []),
      ...(messages ? sends : []),
      ...(later ? schedules : []),
    ],
    told: [...(messages ? ['MailSender'] : []), ...(later ? ['ScheduleGroup'] : [])],
    ...(later && { arns: ['SchedulerRole', 'ScheduleDeadLetterQueue'] }),
  };
}

/** Logical ids of the secrets that are used. */
export function secretsIn(uses: readonly OutsideUse[]): string[] {
  return uses.flatMap((use) => (use.startsWith(SECRET) ? [use.slice(SECRET.length)] : []));
}
