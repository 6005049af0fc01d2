import type { Command } from '../../../../kernel/command';

export class UpdateUserNames implements Command {
  readonly type = 'iam/user/update-names';

  constructor(
    readonly id: string,
    readonly firstName: string,
    readonly lastName: string,
  ) {}
}
