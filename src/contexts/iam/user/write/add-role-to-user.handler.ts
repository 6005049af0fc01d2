import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { User } from '../domain/user';
import { AddRoleToUser } from './add-role-to-user.command';
import { RoleEnricher } from './role.enricher';

@Handles(AddRoleToUser)
@injectable()
export class AddRoleToUserHandler implements CommandHandler<AddRoleToUser> {
  constructor(
    @inject(repositoryOf(User)) private readonly users: Repository<User>,
    @inject(RoleEnricher) private readonly roles: RoleEnricher,
  ) {}

  async execute({ id, roleId }: AddRoleToUser, context: CommandContext): Promise<AggregateVersion> {
    const role = await this.roles.enrich(roleId);
    return this.users.change(id, context, (user) => {
      user.addRole(role);
    });
  }
}
