import type { Fold } from '../../../../kernel/fold';
import type { RoleEvent } from './role.events';

export interface RoleState {
  readonly created: boolean;
  readonly disabled: boolean;
  readonly name: string;
}

export const roleFold: Fold<RoleState, RoleEvent> = {
  initial: { created: false, disabled: false, name: '' },
  apply: {
    'iam/role/created': (role, { name }) => ({ ...role, created: true, name }),
    'iam/role/disabled': (role) => ({ ...role, disabled: true }),
  },
};
