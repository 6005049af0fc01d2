import { sealed } from '../../../test/support/box/box.events';
import { boxEvents, type BoxEvent } from '../../../test/support/box/box';
import { commitOf } from '../../../test/support/commit-of';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { untypedProcess } from '../../../test/support/processing';
import { Command } from '../../kernel/command';
import type { Process, ProcessReactions } from './process';
import { ProcessConsumer } from './process-consumer';

class ShipBox extends Command {
  static readonly type = 'shop/box/ship';

  readonly id!: string;
}

class BillBox extends Command {
  static readonly type = 'shop/box/bill';

  readonly id!: string;
}

/** Its function may ship, and has no permission for what billing needs. */
class ShipAndBillSealedBoxes implements Process<BoxEvent> {
  readonly name = 'shop/ship-and-bill-sealed-boxes';
  readonly follows = [boxEvents];
  readonly sends = [ShipBox];
  readonly on = {};
  readonly react: ProcessReactions<BoxEvent> = {
    'shop/box/sealed': ({ id }) => [ShipBox.of({ id }), BillBox.of({ id })],
  };
}

it('a process sends no command that it does not list, and is told how to list it', async () => {
  const sent: string[] = [];
  const bus = {
    execute: ({ type }: Command) => {
      sent.push(type);
      return Promise.resolve({ id: 'one', version: 1 });
    },
  };
  const doorbells = new MemoryDoorbells();
  const process = untypedProcess(new ShipAndBillSealedBoxes());
  const members = [new ProcessConsumer(process, new MemoryProcessStore(), bus)];
  const commit = commitOf('shop/box#one', 1, sealed);
  await consumersOf(members, { log: new MemoryEventStore(), doorbells }).take([commit], NO_HURRY);
  expect(sent).toEqual(['shop/box/ship']);
  expect(doorbells.rung).toMatchObject([
    {
      reason:
        'UndeclaredCommandError: shop/ship-and-bill-sealed-boxes reacts with shop/box/bill, which it does not list: ' +
        'add BillBox to its `sends`, and run npm run template.',
    },
  ]);
});
