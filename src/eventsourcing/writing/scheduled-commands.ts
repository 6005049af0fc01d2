import { DomainError } from '../../kernel/domain-error';
import type { Logger } from '../logger';
import type { CommandBus } from './command-bus';
import { contextOfSchedule, type ScheduledCommand } from './schedules';

export interface ScheduledAnswer {
  readonly isAccepted: boolean;
}

/**
 * Sends a command whose time has come. A refusal is the end of it: whoever scheduled the command is not there any more to
 * hear of it, and another try would be refused as well.
 *
 * @throws whatever may pass by itself, so that the command is sent again
 */
export async function sendScheduled(
  scheduled: ScheduledCommand,
  bus: Pick<CommandBus, 'commandOf' | 'execute'>,
  logger: Logger,
): Promise<ScheduledAnswer> {
  const { command, origin } = scheduled;
  try {
    await bus.execute(bus.commandOf(command.type, command.data), contextOfSchedule(scheduled));
    return { isAccepted: true };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    const { code } = error;
    const { correlationId } = origin;
    logger.warn('scheduled command refused', { command: command.type, code, correlationId });
    return { isAccepted: false };
  }
}
