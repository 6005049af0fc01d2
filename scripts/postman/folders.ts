import type { Folder } from './call';
import { access } from './folders/access';
import { badInput } from './folders/bad-input';
import { conditions } from './folders/conditions';
import { health } from './folders/health';
import { history } from './folders/history';
import { idempotency } from './folders/idempotency';
import { memberships } from './folders/memberships';
import { noSuchRoute } from './folders/no-such-route';
import { oneTimePasswords } from './folders/one-time-passwords';
import { paging } from './folders/paging';
import { roles } from './folders/roles';
import { users } from './folders/users';

/** In the order in which they are run; each can be run alone. */
export const folders: readonly Folder[] = [
  health,
  access,
  users,
  roles,
  memberships,
  paging,
  conditions,
  history,
  idempotency,
  oneTimePasswords,
  badInput,
  noSuchRoute,
];
