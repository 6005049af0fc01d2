import { given } from '../../../../../test/support/given';
import type { DomainError } from '../../../../kernel/domain-error';
import { Password, type Attempt } from './password';
import type { PasswordEvent } from './password.events';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 21, 10);
const asked = { primary: '+491701234567', role: 'worker', country: 'DE' } as const;

const issued = (key: string, at = NOW): PasswordEvent => ({
  type: 'otp/password/issued',
  data: { key, ...asked, issuedAt: at, expiresAt: at + 10 * MINUTE },
});
const sent = (key: string): PasswordEvent => ({ type: 'otp/password/sent', data: { key } });
const failed = (key: string, at = NOW): PasswordEvent => ({
  type: 'otp/password/attempt-failed',
  data: { key, at },
});
const locked = (key: string): PasswordEvent => ({ type: 'otp/password/locked', data: { key } });
const verified = (key: string, at = NOW): PasswordEvent => ({
  type: 'otp/password/verified',
  data: { key, role: 'worker', country: 'DE', at },
});
const times = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i));
/** Five failures, and the lock that comes of them. */
const lockedOut = (key: string, at: number): PasswordEvent[] => [
  issued(key, at),
  ...times(5, () => failed(key, at)),
  locked(key),
];

describe('Password', () => {
  describe('issue', () => {
    const issue =
      (key: string, now = NOW) =>
      (password: Password): void => {
        password.issue({ key, ...asked }, now);
      };

    it('is good for ten minutes, for a primary that is new and for one that is known', () => {
      given(Password).when(issue('a')).then(issued('a'));
      given(Password, issued('a'), sent('a')).when(issue('b')).then(issued('b'));
    });

    it('happens five times in 15 minutes, whatever became of the codes', () => {
      const four = times(4, (index) => issued(`${index}`, NOW + index * MINUTE));
      given(Password, ...four)
        .when(issue('e', NOW + 4 * MINUTE))
        .then(issued('e', NOW + 4 * MINUTE));
      const five = [...four, issued('e', NOW + 4 * MINUTE), verified('e', NOW + 4 * MINUTE)];
      const code = 'otp/password/too-many-requests';
      given(Password, ...five)
        .when(issue('f', NOW + 15 * MINUTE - 1))
        .refused('too-many-requests', code);
      given(Password, ...five)
        .when(issue('f', NOW + 15 * MINUTE))
        .then(issued('f', NOW + 15 * MINUTE));
    });

    it('says when to come again', () => {
      const password = new Password('any');
      for (let index = 0; index < 5; index += 1) issue(`${index}`, NOW + index * MINUTE)(password);
      expect(() => {
        issue('f', NOW + 5 * MINUTE)(password);
      }).toThrow(expect.objectContaining({ retryAfter: 600 }) as DomainError);
    });

    it('gives no more guesses to who asks for code after code: 20 failures a day', () => {
      const history = times(4, (index) => lockedOut(`${index}`, NOW + index * 20 * MINUTE)).flat();
      const later = NOW + 23 * HOUR;
      given(Password, ...history)
        .when(issue('f', later))
        .refused('too-many-requests', 'otp/password/too-many-requests');
      given(Password, ...history)
        .when(issue('f', NOW + 24 * HOUR))
        .then(issued('f', NOW + 24 * HOUR));
    });

    it('forgets failures once the right code was shown', () => {
      const history = times(3, (index) => lockedOut(`${index}`, NOW + index * 20 * MINUTE)).flat();
      const at = NOW + HOUR;
      const four = times(4, () => failed('d', at));
      const right = [issued('d', at), ...four, verified('d', at), ...lockedOut('e', at + 20 * MINUTE)];
      given(Password, ...history, ...right)
        .when(issue('f', at + HOUR))
        .then(issued('f', at + HOUR));
    });
  });

  describe('attempt', () => {
    const outcomes: Attempt['outcome'][] = [];
    const attempt =
      (key: string, isRight: boolean, now = NOW) =>
      (password: Password): void => {
        outcomes.push(password.attempt(key, isRight, now).outcome);
      };
    const outcome = (): Attempt['outcome'] | undefined => outcomes.at(-1);

    it('succeeds with the right code, until it expires', () => {
      const last = NOW + 10 * MINUTE - 1;
      given(Password, issued('a'))
        .when(attempt('a', true, last))
        .then(verified('a', last));
      expect(outcome()).toBe('verified');
      given(Password, issued('a'))
        .when(attempt('a', true, last + 1))
        .then();
      expect(outcome()).toBe('expired');
      given(Password, issued('a'))
        .when(attempt('a', false, last + 1))
        .then();
      expect(outcome()).toBe('expired');
    });

    it('succeeds once', () => {
      for (const isRight of [true, false]) {
        given(Password, issued('a'), verified('a')).when(attempt('a', isRight)).then();
        expect(outcome()).toBe('used');
      }
    });

    it('fails with a wrong code; the fifth locks it, also for the right one', () => {
      const four = [issued('a'), ...times(4, () => failed('a'))];
      given(Password, issued('a')).when(attempt('a', false)).then(failed('a'));
      given(Password, ...four)
        .when(attempt('a', true))
        .then(verified('a'));
      given(Password, ...four)
        .when(attempt('a', false))
        .then(failed('a'), locked('a'));
      expect(outcome()).toBe('failed');
      given(Password, ...four, failed('a'), locked('a'))
        .when(attempt('a', true))
        .then();
      expect(outcome()).toBe('locked');
    });

    it('knows the last issue alone, and counts nothing for whoever has no key', () => {
      given(Password).when(attempt('a', true)).then();
      expect(outcome()).toBe('unknown');
      for (const key of ['a', 'x']) {
        given(Password, issued('a'), issued('b')).when(attempt(key, true)).then();
        expect(outcome()).toBe('unknown');
      }
      given(Password, ...lockedOut('a', NOW), issued('b'))
        .when(attempt('b', true))
        .then(verified('b'));
    });
  });

  describe('sending', () => {
    const recipient = (now = NOW, ...events: PasswordEvent[]): unknown => {
      const password = new Password('any');
      for (const event of events) password.hydrate(event);
      return password.recipientOf('a', now);
    };

    it('goes to the primary', () => {
      expect(recipient(NOW, issued('a'))).toEqual({ primary: '+491701234567', role: 'worker' });
    });

    it.each([
      ['it is sent', [issued('a'), sent('a')]],
      ['it is used', [issued('a'), verified('a')]],
      ['it is locked', lockedOut('a', NOW)],
    ])('is done when %s', (_, events) => {
      expect(recipient(NOW, ...events)).toBeUndefined();
    });

    it('is refused for a code that expired, and for one whose place another has taken', () => {
      given(Password, issued('a'))
        .when((password) => void password.recipientOf('a', NOW + 10 * MINUTE))
        .refused('rule', 'otp/password/expired');
      given(Password, issued('a'), issued('b'))
        .when((password) => void password.recipientOf('a', NOW))
        .refused('conflict', 'otp/password/superseded');
    });

    it('is recorded once, and for the last issue', () => {
      const record = (password: Password): void => {
        password.sent('a');
      };
      given(Password, issued('a')).when(record).then(sent('a'));
      given(Password, issued('a'), sent('a')).when(record).then();
      for (const history of [[issued('a'), issued('b')], []]) {
        given(Password, ...history)
          .when(record)
          .refused('conflict', 'otp/password/superseded');
      }
    });
  });
});
