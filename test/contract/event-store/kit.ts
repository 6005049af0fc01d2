import { randomUUID } from 'node:crypto';
import type { UniqueValue } from '../../../src/eventsourcing/writing/unique-value';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { AppendOptions, EventStore, WritingPorts } from '../../../src/eventsourcing/writing/event-store';
import { newStream } from '../../support/commit-of';

/** What a part of the contract works with: the store, and a stream that is new in each test. */
export class EventStoreKit {
  private current: { readonly ports: WritingPorts; readonly stream: string } | undefined;

  constructor(private readonly makePorts: () => WritingPorts) {}

  renew(): void {
    this.current = { ports: this.makePorts(), stream: newStream() };
  }

  get store(): EventStore {
    return this.ports.events;
  }

  get ports(): WritingPorts {
    return this.now.ports;
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

  private get now(): { readonly ports: WritingPorts; readonly stream: string } {
    if (!this.current) throw new Error('Call renew() before each test.');
    return this.current;
  }
}

export const label = (value: string = randomUUID()): UniqueValue => ({ scope: 'shop', name: 'label', value });

export const taking = (...taken: UniqueValue[]): AppendOptions => ({ uniqueValues: { taken, released: [] } });
