import { IsString, MaxLength } from 'class-validator';
import { inject, injectable } from 'inversify';
import { CreateHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Role } from '../domain/role';

/** Makes a role, under an id that the client has chosen. */
export class CreateRole extends Command {
  static readonly type = 'iam/role/create';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(1000)
  readonly name!: string;
}

@Handles(CreateRole, { uniqueValues: ['taken'] })
@injectable()
export class CreateRoleHandler extends CreateHandler<CreateRole, Role> {
  constructor(@inject(repositoryOf(Role)) roles: Repository<Role>) {
    super(roles);
  }

  protected decide(role: Role, { name }: CreateRole): void {
    role.create(name);
  }
}
