import { IsString } from 'class-validator';
import { sealed } from '../../../test/support/box/box.events';
import { Box, boxEvents, boxUniqueValues, type BoxEvent } from '../../../test/support/box/box';
import { all, commitOf } from '../../../test/support/commit-of';
import { consumersOf, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { untypedProcess } from '../../../test/support/processing';
import { Command } from '../../kernel/command';
import { CommandBus, Handles } from '../writing/command-bus';
import { ChangeHandler } from '../writing/command-bus';
import { Repository } from '../writing/repository';
import type { Consumers } from './consumers';
import type { Process, ProcessReactions } from './process';
import { ProcessConsumer } from './process-consumer';
import type { CommandSender } from './process-sender';
import type { ProcessWrite } from './process-store';

class FillBox extends Command {
  static readonly type = 'shop/box/fill';

  @IsString()
  readonly id!: string;
}

@Handles(FillBox)
class FillBoxHandler extends ChangeHandler<FillBox, Box> {
  protected decide(box: Box): void {
    box.fill('another');
  }
}

/** Nothing in the rules of a box keeps it from being filled twice. */
class FillNextBoxes implements Process<BoxEvent> {
  readonly name = 'shop/fill-next-boxes';
  readonly follows = [boxEvents];
  readonly sends = [FillBox];
  readonly on = {};
  readonly react: ProcessReactions<BoxEvent> = {
    'shop/box/sealed': ({ id }) => [
      FillBox.of({ id: `after-${id}` }),
      FillBox.of({ id: `long-after-${id}` }),
    ],
  };
}

/** A process and the real command bus behind it. */
describe('a command that a process sends twice', () => {
  const ring = { consumer: 'shop/fill-next-boxes', stream: 'shop/box#one' };
  let log: MemoryEventStore;
  let logger: RecordingLogger;
  let bus: CommandBus;

  beforeEach(async () => {
    log = new MemoryEventStore();
    logger = new RecordingLogger();
    const handler = new FillBoxHandler(new Repository(Box, boxUniqueValues, log.ports));
    bus = new CommandBus([{ aggregate: Box, handlers: [FillBoxHandler] }], () => handler, logger);
    await log.append(commitOf(ring.stream, 1, sealed));
  });

  const consumers = (store: MemoryProcessStore, sender: CommandSender = bus): Consumers =>
    consumersOf([new ProcessConsumer(untypedProcess(new FillNextBoxes()), store, sender)], { log });
  const commitsOf = (id: string): Promise<unknown[]> => all(log.read(`shop/box#${id}`));

  async function expectOneEffect(): Promise<void> {
    await expect(commitsOf('after-one')).resolves.toHaveLength(1);
    await expect(commitsOf('long-after-one')).resolves.toHaveLength(1);
  }

  it('has one effect when the checkpoint could not be moved after it', async () => {
    class ForgetfulStore extends MemoryProcessStore {
      fails = true;
      override write(step: ProcessWrite): Promise<'written' | 'stale'> {
        const fails = this.fails && step.checkpoint.version > 0;
        return fails ? Promise.reject(new Error('crash')) : super.write(step);
      }
    }
    const store = new ForgetfulStore();
    await expect(consumers(store).catchUp(ring, NO_HURRY)).rejects.toThrow('crash');
    store.fails = false;
    await expect(consumers(store).catchUp(ring, NO_HURRY)).resolves.toMatchObject({ isFinished: true });
    await expectOneEffect();
    const carriedOut = logger.entries
      .map(({ message }) => message)
      .filter((message) => message.startsWith('command'));
    expect(carriedOut.sort()).toEqual([
      'command accepted',
      'command accepted',
      'command repeated',
      'command repeated',
    ]);
  });

  it('has one effect when the answer to it was lost', async () => {
    let fails = true;
    const sender: CommandSender = {
      execute: async (command, context) => {
        const result = await bus.execute(command, context);
        if (fails) throw new Error('crash');
        return result;
      },
    };
    const store = new MemoryProcessStore();
    await expect(consumers(store, sender).catchUp(ring, NO_HURRY)).rejects.toThrow('crash');
    fails = false;
    await consumers(store, sender).catchUp(ring, NO_HURRY);
    await expectOneEffect();
  });

  it('has one effect when two instances send it at the same time', async () => {
    const store = new MemoryProcessStore();
    const both = [consumers(store), consumers(store)].map((each) => each.catchUp(ring, NO_HURRY));
    await expect(Promise.all(both)).resolves.toMatchObject([{ version: 1 }, { version: 1 }]);
    await expectOneEffect();
  });
});
