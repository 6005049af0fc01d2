import { startRuntime, type Runtime } from '../../../local/runtime';
import { closeClients } from '../../support/local/clients';
import { collectingLog } from '../../support/local/collecting-log';
import { eventually } from '../../support/local/eventually';
import { Api, mustBe } from '../api';
import { templateVariant } from '../consumers/template-variant';
import { everythingStored, type Stored } from './everything-stored';
import { OtpApi, otherThan, type SentCode } from './otp-api';

/** Milliseconds. */
const PATIENCE = 40_000;
const UNMAPPED = 'EventSourceMapping\n    Condition: IsProtected';

interface Waiting {
  readonly queue: string;
  readonly visible: number;
}

describe('what a story of one-time passwords leaves behind', () => {
  const log = collectingLog();
  const codes: string[] = [];
  let runtime: Runtime;
  let stored: Stored;
  let first: SentCode;
  let token: string;

  beforeAll(async () => {
    const template = templateVariant('otp-secrecy', [
      // What fails to be sent ends in the dead-letter queue, and messages of sign-ins stay in theirs: both can be looked into.
      { from: 'VisibilityTimeout: 54', to: 'VisibilityTimeout: 3' },
      { resource: 'OtpProcessesQueue', from: 'maxReceiveCount: 5', to: 'maxReceiveCount: 1' },
      { resource: 'OtpProcesses', from: 'CATCH_UP_QUEUE: !Ref CatchUpQueue', to: 'CATCH_UP_QUEUE: gone' },
      { resource: 'OtpUserQueueMapping', from: 'EventSourceMapping', to: UNMAPPED },
      { from: 'Default: INFO', to: 'Default: DEBUG' },
    ]);
    runtime = await startRuntime({
      template,
      buildDirectory: '.local/test/flow-otp-secrecy',
      environment: process.env,
      log,
    });
    await everyUse(new Api(runtime.url));
  }, 90_000);

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  async function everyUse(api: Api): Promise<void> {
    const [workers, offices] = [new OtpApi(api), new OtpApi(api, 'org')];
    first = await workers.issue('+491701234567');
    mustBe(422, await workers.verify(first, otherThan(first.code)));
    token = String(mustBe(200, await workers.verify(first, first.code)).body.token);
    const locked = await offices.issue('office@example.com');
    for (let index = 0; index < 6; index += 1) {
      mustBe(422, await offices.verify(locked, otherThan(locked.code)));
    }
    const again = await offices.issue('office@example.com');
    mustBe(200, await offices.verify(again, again.code));
    codes.push(first.code, locked.code, again.code);
    mustBe(202, await offices.ask('ann@rejected.invalid'));
    await eventually(async () => {
      // Each is hidden when it is read, so that is done once, when all of them are there.
      expect(await waitingIn('OtpUserQueue')).toBe(2);
      expect(await waitingIn('OtpProcessesDeadLetterQueue')).toBe(1);
    }, PATIENCE);
    stored = await everythingStored(runtime.endpoints);
    for (const id of runtime.functions.keys()) stored.set(`log of ${id}`, [...log.outputs(id)]);
    stored.set('log of the runtime', [...log.lines, ...log.requests.map((each) => JSON.stringify(each))]);
  }

  async function waitingIn(queue: string): Promise<number | undefined> {
    const queues = (await (await fetch(`${runtime.url}/_local/queues`)).json()) as Waiting[];
    return queues.find((each) => each.queue === queue)?.visible;
  }

  /** Places where a text is found on its own: not as a part of a longer number, id or hash. */
  function placesOf(text: string): string[] {
    const alone = new RegExp(`(?<![0-9a-f])${text}(?![0-9a-f])`, 'iu');
    return [...stored].flatMap(([place, texts]) => (texts.some((each) => alone.test(each)) ? [place] : []));
  }

  it('is looked for everywhere: what may be kept is found', () => {
    // The key of an issue is in its events, and so in all that carries or remembers them.
    const places = placesOf(first.key);
    for (const place of ['EventLogTable', 'snapshots', 'table stream', 'event stream']) {
      expect(places).toContain(place);
    }
    expect(placesOf(first.id)).toEqual(
      expect.arrayContaining(['IdempotencyTable', 'OtpProcessesTable', 'log of OtpCommands']),
    );
    expect(stored.get('RateLimitsTable')?.length).toBeGreaterThan(0);
    const queues = [...stored.keys()].filter((place) => place.includes('Queue'));
    expect(queues.some((name) => name.startsWith('OtpProcessesDeadLetterQueue'))).toBe(true);
    expect(queues.some((name) => name.startsWith('OtpUserQueue'))).toBe(true);
    expect(stored.get('log of OtpProcesses')?.join('\n')).toContain('MessageRefusedError');
  });

  it('holds no code, wherever it is looked for', () => {
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) {
      expect(code).toMatch(/^\d{6}$/u);
      expect(placesOf(code)).toEqual([]);
    }
  });

  it('holds no token, and not the address of whoever asked', () => {
    const [, payload = '', signature = ''] = token.split('.');
    expect(placesOf(signature)).toEqual([]);
    expect(placesOf(payload)).toEqual([]);
    expect([...(stored.get('RateLimitsTable') ?? [])].join('\n')).not.toContain('127.0.0.1');
  });

  it('tells no log of phone numbers and addresses', () => {
    const logs = [...stored].filter(([place]) => place.startsWith('log of Otp'));
    expect(logs.length).toBeGreaterThan(3);
    for (const [place, lines] of logs) {
      const personal = lines.filter((line) => /1701234567|office@|rejected\.invalid/u.test(line));
      expect([place, personal]).toEqual([place, []]);
    }
  });
});
