import { randomUUID } from 'node:crypto';
import { emptyAccount, post, type Account, type EntryPosted, type Metadata, type Shape } from './account';
import { randomLetters, randomNumber, randomWords } from './random';

/** One command as every store is given it. */
export interface Command {
  /** Id of the account. */
  readonly stream: string;
  /** Events before this command: a store that loads another number has lost some, or has too many. */
  readonly posted: number;
  readonly events: readonly EntryPosted[];
  readonly metadata: Metadata;
}

/** A stream of one contestant, with the state that it must lead to. Every event is random and used once. */
export class Stream {
  readonly id = randomUUID();
  #account: Account;

  constructor(private readonly shape: Shape) {
    this.#account = emptyAccount(shape);
  }

  /** What a store that has every event of the stream must load. */
  get account(): Account {
    return this.#account;
  }

  /** The next command; it counts as carried out. */
  command(count: number): Command {
    const { posted } = this.#account;
    const events = Array.from({ length: count }, () => randomEvent(this.shape));
    for (const event of events) this.#account = post(this.shape, this.#account, event);
    return { stream: this.id, posted, events, metadata: randomMetadata() };
  }
}

/** The decision of the command that is measured. @throws Error when the store loaded another state than it should */
export function decide({ posted }: Pick<Account, 'posted'>, command: Command): readonly EntryPosted[] {
  if (posted !== command.posted)
    throw new Error(`${command.stream} has ${command.posted} events, but ${posted} were loaded.`);
  return command.events;
}

function randomEvent({ slots }: Shape): EntryPosted {
  return {
    slot: randomNumber(slots),
    entry: {
      id: randomUUID(),
      subject: randomWords(5),
      reference: randomLetters(32),
      note: randomWords(15),
      amount: randomNumber(1_000_000) / 100,
      quantity: randomNumber(1_000),
    },
  };
}

function randomMetadata(): Metadata {
  return { actor: `u-${randomLetters(6)}`, correlationId: randomUUID(), causationId: randomUUID() };
}
