import { IsOptional, IsString } from 'class-validator';
import fc from 'fast-check';
import { Command } from '../../kernel/command';
import { contextOfCommit, contextOfMessage, contextOfRequest, expiryOf } from './command-context';

class LabelBox extends Command {
  static readonly type = 'shop/box/label';

  @IsString()
  readonly id!: string;

  @IsOptional()
  @IsString()
  readonly label?: string;
}

const origin = { id: 'its id', correlationId: 'a talk', actor: 'ann' };
const commit = { commitId: 'a commit', correlationId: 'a talk' };

describe('the context of a command', () => {
  it('of a request says who asks for what in which talk', () => {
    expect(contextOfRequest(origin)).toEqual({
      causationId: 'its id',
      correlationId: 'a talk',
      actor: 'ann',
    });
    expect(contextOfRequest(origin)).not.toHaveProperty('expectedVersion');
    const idempotency = { key: 'k', fingerprint: 'f' };
    expect(contextOfRequest(origin, 3, idempotency)).toMatchObject({ expectedVersion: 3, idempotency });
  });

  it('of a message has a key of its own only when the message names its command', () => {
    expect(contextOfMessage(origin)).toEqual({
      causationId: 'its id',
      correlationId: 'a talk',
      actor: 'ann',
    });
    expect(contextOfMessage(origin, 'c-1').idempotency).toMatchObject({ key: 'c-1', fingerprint: 'c-1' });
  });

  it('of a message that comes again is another attempt with the same key', () => {
    const [first, again] = [contextOfMessage(origin, 'c-1'), contextOfMessage(origin, 'c-1')];
    expect(again.idempotency?.attempt).not.toBe(first.idempotency?.attempt);
    expect({ ...again.idempotency, attempt: '' }).toEqual({ ...first.idempotency, attempt: '' });
  });

  it('of a commit goes on with its talk, and is caused by it', () => {
    expect(contextOfCommit(commit, 'shop/tidy', LabelBox.of({ id: 'one' }))).toMatchObject({
      correlationId: 'a talk',
      causationId: 'a commit',
      actor: 'shop/tidy',
    });
  });

  it('of a commit has the same key for the same command, and another for any other', () => {
    const keyOf = (process: string, commitId: string, id: string, label: string): string | undefined =>
      contextOfCommit({ ...commit, commitId }, process, LabelBox.of({ id, label })).idempotency?.key;
    const some = fc.tuple(fc.string(), fc.string(), fc.string(), fc.string());
    fc.assert(
      fc.property(some, some, (one, two) => {
        const isSame = one.every((part, index) => part === two[index]);
        expect(keyOf(...one) === keyOf(...two)).toBe(isSame);
      }),
    );
    expect(keyOf('a', 'b', 'c', 'd')).toMatch(/^[\w-]{43}$/);
  });

  it('of a commit has one key whatever the order of the fields', () => {
    const [one, two] = [LabelBox.of({ id: 'one', label: 'x' }), LabelBox.of({ label: 'x', id: 'one' })];
    Object.assign(two, { label: 'x' });
    expect(contextOfCommit(commit, 'p', one).idempotency?.key).toBe(
      contextOfCommit(commit, 'p', two).idempotency?.key,
    );
  });

  it('has the answer kept for a day for a client, for 30 days for a message', () => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    jest.useFakeTimers({ now });
    expect(expiryOf({ key: 'k', fingerprint: 'f' })).toBe(now / 1000 + 86_400);
    const { idempotency } = contextOfCommit(commit, 'p', LabelBox.of({ id: 'one' }));
    expect(idempotency && expiryOf(idempotency)).toBe(now / 1000 + 30 * 86_400);
    jest.useRealTimers();
  });
});
