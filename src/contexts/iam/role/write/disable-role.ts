import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Role } from '../domain/role';

/** Ends the use of a role, for good. */
export class DisableRole extends Command {
  static readonly type = 'iam/role/disable';

  @IsUuid()
  readonly id!: string;
}

@Handles(DisableRole)
@injectable()
export class DisableRoleHandler extends ChangeHandler<DisableRole, Role> {
  constructor(@inject(repositoryOf(Role)) roles: Repository<Role>) {
    super(roles);
  }

  protected decide(role: Role): void {
    role.disable();
  }
}
