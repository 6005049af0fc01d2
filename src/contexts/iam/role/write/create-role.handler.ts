import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { Role } from '../domain/role';
import { CreateRole } from './create-role.command';

@Handles(CreateRole)
@injectable()
export class CreateRoleHandler implements CommandHandler<CreateRole> {
  constructor(@inject(repositoryOf(Role)) private readonly roles: Repository<Role>) {}

  async execute({ id, name }: CreateRole, context: CommandContext): Promise<AggregateVersion> {
    return this.roles.create(id, context, (role) => {
      role.create(name);
    });
  }
}
