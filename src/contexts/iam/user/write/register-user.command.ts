import type { Command } from '../../../../kernel/command';

export class RegisterUser implements Command {
  readonly type = 'iam/user/register';

  constructor(
    readonly id: string,
    readonly email: string,
  ) {}
}
