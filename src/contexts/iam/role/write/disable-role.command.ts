import type { Command } from '../../../../kernel/command';

export class DisableRole implements Command {
  readonly type = 'iam/role/disable';

  constructor(readonly id: string) {}
}
