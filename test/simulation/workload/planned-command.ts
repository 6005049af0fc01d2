import { AddRoleToUser } from '../../../src/contexts/iam/user/write/add-role-to-user';
import { DisableUser } from '../../../src/contexts/iam/user/write/disable-user';
import { RegisterUser } from '../../../src/contexts/iam/user/write/register-user';
import { RemoveRoleFromUser } from '../../../src/contexts/iam/user/write/remove-role-from-user';
import { UpdateUserNames } from '../../../src/contexts/iam/user/write/update-user-names';
import { CreateRole } from '../../../src/contexts/iam/role/write/create-role';
import { DisableRole } from '../../../src/contexts/iam/role/write/disable-role';
import { PlaceOrder } from '../../../src/contexts/shop/order/write/place-order';
import { ReserveProduct } from '../../../src/contexts/shop/product/write/reserve-product';
import { RestockProduct } from '../../../src/contexts/shop/product/write/restock-product';
import type { Command } from '../../../src/kernel/command';
import { uuidOf } from '../../support/uuid-of';
import type { Random } from '../time/random';

/** A command that a client is going to ask for. */
export interface PlannedCommand {
  /** Its place in the plan, from 0 on. */
  readonly number: number;
  readonly client: number;
  /** Function of which context it is sent to. */
  readonly context: 'iam' | 'shop';
  readonly command: Command;
  /** Under which the client repeats it until it has an answer; without one it asks once. */
  readonly key?: string;
  /** Milliseconds that the client lets pass before. */
  readonly pause: number;
}

/** So few that commands meet. */
const USERS = [1, 2, 3, 4].map(uuidOf);
const ROLES = [11, 12, 13].map(uuidOf);
const PRODUCTS = [21, 22].map(uuidOf);
const CLIENTS = 4;
const LENGTH = { least: 12, most: 36 };

type Making = (random: Random) => readonly [context: 'iam' | 'shop', command: Command];

/** One address spelt in two ways; more users than addresses. */
const emailOf = (random: Random): string =>
  random.pick(['ann@example.com', 'ANN@Example.com', 'bob@example.com', 'eve@example.com']);

const register: Making = (random) => [
  'iam',
  RegisterUser.of({ id: random.pick(USERS), email: emailOf(random) }),
];
const create: Making = (random) => [
  'iam',
  CreateRole.of({ id: random.pick(ROLES), name: random.pick(['admin', 'Admin', 'clerk', 'guest']) }),
];
const restock: Making = (random) => [
  'shop',
  RestockProduct.of({ id: random.pick(PRODUCTS), amount: random.between(1, 3) }),
];
const add: Making = (random) => [
  'iam',
  AddRoleToUser.of({ id: random.pick(USERS), roleId: random.pick(ROLES) }),
];
const buy: Making = (random) => [
  'shop',
  ReserveProduct.of({ id: random.pick(PRODUCTS), reservationId: random.uuid() }),
];
/** Of one product or both, and now and then of one that nobody knows. */
const order: Making = (random) => {
  const products = random.shuffled(random.chance(0.1) ? [...PRODUCTS, uuidOf(23)] : PRODUCTS);
  const lines = products
    .slice(0, random.between(1, products.length))
    .map((productId) => ({ productId, quantity: random.between(1, 2) }));
  return ['shop', PlaceOrder.of({ id: random.uuid(), lines })];
};
const rename: Making = (random) => [
  'iam',
  UpdateUserNames.of({
    id: random.pick(USERS),
    firstName: random.pick(['Ann', 'Bob', 'Eve']),
    lastName: random.pick(['Lee', 'Kim', 'Roe']),
  }),
];
const remove: Making = (random) => [
  'iam',
  RemoveRoleFromUser.of({ id: random.pick(USERS), roleId: random.pick(ROLES) }),
];
const disableRole: Making = (random) => ['iam', DisableRole.of({ id: random.pick(ROLES) })];
const disableUser: Making = (random) => ['iam', DisableUser.of({ id: random.pick(USERS) })];

const BEGINNING: readonly Making[] = [register, register, register, create, create, restock, restock];
const LATER: readonly Making[] = [
  ...[register, create, restock, restock, remove, disableRole, disableUser],
  ...[add, add, add, add, add, rename, rename, buy, buy, buy, buy],
  ...[order, order, order, order],
];

/** What clients are going to ask for. */
export function plannedCommands(random: Random): PlannedCommand[] {
  const length = random.between(LENGTH.least, LENGTH.most);
  return Array.from({ length }, (_, number) => {
    const [context, command] = random.pick(number < BEGINNING.length ? BEGINNING : LATER)(random);
    const planned = {
      number,
      client: random.between(1, CLIENTS),
      context,
      command,
      pause: random.chance(0.5) ? random.between(0, 30) : random.between(0, 4_000),
    };
    return random.chance(0.6) ? { ...planned, key: `key-${number}` } : planned;
  });
}
