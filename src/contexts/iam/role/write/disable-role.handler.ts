import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { Role } from '../domain/role';
import { DisableRole } from './disable-role.command';

@Handles(DisableRole)
@injectable()
export class DisableRoleHandler implements CommandHandler<DisableRole> {
  constructor(@inject(repositoryOf(Role)) private readonly roles: Repository<Role>) {}

  async execute({ id }: DisableRole, context: CommandContext): Promise<AggregateVersion> {
    return this.roles.change(id, context, (role) => {
      role.disable();
    });
  }
}
