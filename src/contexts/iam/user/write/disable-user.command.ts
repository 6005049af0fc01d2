import type { Command } from '../../../../kernel/command';

export class DisableUser implements Command {
  readonly type = 'iam/user/disable';

  constructor(readonly id: string) {}
}
