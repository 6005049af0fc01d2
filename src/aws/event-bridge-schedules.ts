import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
  type SchedulerClientConfig,
} from '@aws-sdk/client-scheduler';
import type { ScheduledCommand, Schedules } from '../eventsourcing/writing/schedules';
import { awsClientConfig } from './aws-client-config';

/** Where schedules are, and what becomes of them. */
export interface SchedulePlaces {
  /** Name of their group. */
  readonly group: string;
  /** ARN of what they invoke: this function. */
  readonly target: string;
  /** ARN of the role in which Scheduler invokes it. */
  readonly role: string;
  /** ARN of the queue for what could not be invoked within a day. */
  readonly deadLetters: string;
}

/** What a function is invoked with when the time of a command has come. */
export interface ScheduledEvent {
  readonly scheduled: ScheduledCommand;
}

/** Retries of an invocation that fails: for 24 hours, the most that Scheduler takes. */
const RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
/** Milliseconds. Scheduler is precise to the minute; what is earlier might be over before it is known. */
const SOONEST = 60_000;

/** One-time schedules of EventBridge Scheduler, which are gone once they were carried out. */
export class EventBridgeSchedules implements Schedules {
  private made: SchedulerClient | undefined;

  /**
   * @param places asked when they are first needed
   * @param config of the client, which is made when it is first needed
   */
  constructor(
    private readonly places: () => SchedulePlaces,
    private readonly config: SchedulerClientConfig = {},
    private readonly now: () => number = Date.now,
  ) {}

  async schedule(scheduled: ScheduledCommand): Promise<void> {
    const input = this.inputOf(scheduled);
    // One that is there may be carried out, and so be gone, before it can be replaced.
    if ((await this.create(input)) || (await this.update(input)) || (await this.create(input))) return;
    throw new Error(`The schedule ${scheduled.id} comes and goes; try again.`);
  }

  async cancel(id: string): Promise<void> {
    const command = new DeleteScheduleCommand({ Name: id, GroupName: this.places().group });
    await unless(ResourceNotFoundException, this.client.send(command));
  }

  private create(input: CreateScheduleCommandInput): Promise<boolean> {
    return unless(ConflictException, this.client.send(new CreateScheduleCommand(input)));
  }

  private update(input: CreateScheduleCommandInput): Promise<boolean> {
    return unless(ResourceNotFoundException, this.client.send(new UpdateScheduleCommand(input)));
  }

  private inputOf(scheduled: ScheduledCommand): CreateScheduleCommandInput {
    const { group, target, role, deadLetters } = this.places();
    const event: ScheduledEvent = { scheduled };
    return {
      Name: scheduled.id,
      GroupName: group,
      ScheduleExpression: `at(${secondOf(Math.max(scheduled.at, this.now() + SOONEST))})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: target,
        RoleArn: role,
        Input: JSON.stringify(event),
        RetryPolicy: RETRIES,
        DeadLetterConfig: { Arn: deadLetters },
      },
    };
  }

  private get client(): SchedulerClient {
    this.made ??= new SchedulerClient({ ...awsClientConfig(), ...this.config });
    return this.made;
  }
}

/** The next whole second: `2026-11-25T09:30:01`. */
function secondOf(time: number): string {
  return new Date(Math.ceil(time / 1_000) * 1_000).toISOString().slice(0, -'.000Z'.length);
}

/** @returns false for an error of this kind; any other is thrown */
async function unless(kind: new (...args: never[]) => Error, sending: Promise<unknown>): Promise<boolean> {
  try {
    await sending;
    return true;
  } catch (error) {
    if (error instanceof kind) return false;
    throw error;
  }
}
