import type { Command } from '../../../../kernel/command';

export class CreateRole implements Command {
  readonly type = 'iam/role/create';

  constructor(
    readonly id: string,
    readonly name: string,
  ) {}
}
