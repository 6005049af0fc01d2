import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/repository';
import type { Accepted } from '../../../../kernel/command';
import { Role } from '../domain/role';
import { CreateRole } from './create-role.command';

@Handles(CreateRole)
@injectable()
export class CreateRoleHandler implements CommandHandler<CreateRole> {
  constructor(@inject(repositoryOf(Role)) private readonly roles: Repository<Role>) {}

  async execute({ id, name }: CreateRole, context: CommandContext): Promise<Accepted> {
    return this.roles.create(id, context, (role) => {
      role.create(name);
    });
  }
}
