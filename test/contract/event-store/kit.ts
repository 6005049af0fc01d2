import { randomUUID } from 'node:crypto';
import type { UniqueValue } from '../../../src/eventsourcing/writing/unique-value';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { AppendOptions, EventStore } from '../../../src/eventsourcing/log/event-store';
import { newStream } from '../../support/commit-of';

/** What a part of the contract works with: the store, and a stream that is new in each test. */
export class EventStoreKit {
  private current: { readonly store: EventStore; readonly stream: string } | undefined;

  constructor(private readonly makeStore: () => EventStore) {}

  renew(): void {
    this.current = { store: this.makeStore(), stream: newStream() };
  }

  get store(): EventStore {
    return this.now.store;
  }

  get stream(): string {
    return this.now.stream;
  }

  /** Appends, one after the other, and expects that all goes well. */
  async append(...commits: Commit[]): Promise<void> {
    for (const commit of commits) {
      await expect(this.store.append(commit)).resolves.toMatchObject({ outcome: 'appended' });
    }
  }

  private get now(): { readonly store: EventStore; readonly stream: string } {
    if (!this.current) throw new Error('Call renew() before each test.');
    return this.current;
  }
}

export const label = (value: string = randomUUID()): UniqueValue => ({ scope: 'shop', name: 'label', value });

export const taking = (...taken: UniqueValue[]): AppendOptions => ({ uniqueValues: { taken, released: [] } });
