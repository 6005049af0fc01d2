import { setEnvironment } from '../../../test/support/process-environment';
import { otpModule } from '../../contexts/otp/otp.module';
import { outsideNeedsOf, secretsIn } from './outside-permissions';
import type { FunctionPlan } from './plan';
import { planOf } from './plan-of';

describe('what functions need of the world outside', () => {
  it('is nothing for those whose commands use nothing', () => {
    expect(outsideNeedsOf([])).toEqual({ ports: [], permissions: [], told: [] });
  });

  it('is to read the secrets that they name, each once', () => {
    const uses = ['secret:CodeSecret', 'secret:OtherSecret', 'secret:CodeSecret'] as const;
    expect(secretsIn(['messages', 'secret:CodeSecret'])).toEqual(['CodeSecret']);
    const resources = ['CodeSecret', 'OtherSecret'].map((id) => ({ id, isArn: true }));
    expect(outsideNeedsOf(uses)).toEqual({
      ports: ['secrets'],
      permissions: [{ actions: ['secretsmanager:GetSecretValue'], resources }],
      told: [],
    });
  });

  it('is to count requests, by a secret that hides whose they are', () => {
    const { ports, permissions } = outsideNeedsOf(['rate-limits']);
    expect(ports).toEqual(['secrets', 'rate-limits']);
    expect(permissions).toMatchObject([
      { actions: ['secretsmanager:GetSecretValue'], resources: [{ id: 'AddressHashSecret' }] },
      { actions: ['dynamodb:UpdateItem'], resources: [{ id: 'RateLimitsTable' }] },
    ]);
  });

  it('is to send messages: mail from one address, texts to phones and to no topic', () => {
    const { permissions, told } = outsideNeedsOf(['messages']);
    expect(told).toEqual(['MailSender']);
    expect(permissions).toMatchObject([
      {
        actions: ['ses:SendEmail'],
        elsewhere: expect.stringMatching(/identity\/\$\{MailSender\}$/) as string,
      },
      { actions: ['sns:Publish'], except: 'arn:${AWS::Partition}:sns:*:*:*' },
    ]);
  });

  it('is to schedule in one group, and to hand over one role for it', () => {
    const { ports, permissions, told, arns } = outsideNeedsOf(['schedules']);
    expect(ports).toEqual(['schedules']);
    expect(told).toEqual(['ScheduleGroup']);
    expect(arns).toEqual(['SchedulerRole', 'ScheduleDeadLetterQueue']);
    expect(permissions).toMatchObject([
      {
        actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
        elsewhere: expect.stringMatching(/schedule\/\$\{ScheduleGroup\}\/\*$/) as string,
      },
      { actions: ['iam:PassRole'], resources: [{ id: 'SchedulerRole' }] },
      { actions: ['sqs:SendMessage'], resources: [{ id: 'ScheduleDeadLetterQueue' }] },
    ]);
  });
});

describe('the plan of a context that uses the world outside', () => {
  let functions: readonly FunctionPlan[];

  beforeAll(() => {
    const restore = setEnvironment({});
    functions = planOf([otpModule]).contexts.flatMap((context) => context.functions);
    restore();
  });

  const outsideOf = (id: string): readonly string[] =>
    functions.find((each) => each.id === id)?.outside ?? [];
  const actionsOf = (id: string): string[] =>
    functions.find((each) => each.id === id)?.permissions.flatMap(({ actions }) => actions) ?? [];

  it('gives each function the ports of what it carries out: internal commands are those of processes', () => {
    expect(outsideOf('OtpCommands')).toEqual(['secrets', 'rate-limits']);
    expect(outsideOf('OtpProcesses')).toEqual(['secrets', 'messages']);
    expect([outsideOf('OtpQueries'), outsideOf('OtpProjector')]).toEqual([[], []]);
    expect(actionsOf('OtpCommands')).not.toContain('sns:Publish');
    expect(actionsOf('OtpProcesses')).not.toContain('dynamodb:UpdateItem');
  });

  it('makes the secrets that are named after the context, and no others', () => {
    const restore = setEnvironment({});
    const secrets = planOf([otpModule]).contexts.flatMap(({ parts }) =>
      parts.flatMap((part) => part.secrets ?? []),
    );
    restore();
    expect(secrets).toEqual(['OtpCodeSecret']);
  });
});
