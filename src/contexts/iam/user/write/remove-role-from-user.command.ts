import type { Command } from '../../../../kernel/command';

export class RemoveRoleFromUser implements Command {
  readonly type = 'iam/user/remove-role';

  constructor(
    readonly id: string,
    readonly roleId: string,
  ) {}
}
