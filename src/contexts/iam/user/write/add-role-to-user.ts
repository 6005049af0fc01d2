import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command, type AggregateVersion } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';
import { RoleEnricher } from './role.enricher';

/** Gives a user a role that exists and is enabled. */
export class AddRoleToUser extends Command {
  static readonly type = 'iam/user/add-role';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly roleId!: string;
}

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
