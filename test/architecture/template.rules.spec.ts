import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from '../../local/template/load-template';
import { planOf } from '../../src/composition/plan/plan-of';
import { contexts } from '../../src/composition/modules';
import type { ContextPlan } from '../../src/composition/plan/plan';
import { publicWriteRules } from '../../scripts/template/public-writes';
import { replaceRegions } from '../../scripts/template/regions';
import { templateRegions } from '../../scripts/template/template-regions';
import { setEnvironment } from '../support/process-environment';

const ISSUER = 'https://api.example.com';
const SENDER = 'office@example.com';

/** A deployment that is refused is one whose parameters do not hold against the template's Rules. */
describe('a deployment of template.yaml', () => {
  let folder: string;
  let file: string;
  let publicWrites: string[];

  /** The template as it would be with one more write that needs no token, whatever there are already. */
  beforeAll(() => {
    const restore = setEnvironment({});
    const plan = planOf(contexts);
    restore();
    const [route] = plan.contexts.flatMap(({ routes }) => routes);
    if (route === undefined) throw new Error('No context has a route.');
    const open = { ...route, method: 'POST', path: '/doors', access: { kind: 'public' } } as const;
    const more = {
      routes: [open],
      functions: [],
      parts: [],
      context: { name: 'door' },
    } as unknown as ContextPlan;
    const opened = { ...plan, contexts: [...plan.contexts, more] };
    const { Assertions } = publicWriteRules(opened).PublicWrites as unknown as {
      Assertions: { AssertDescription: string }[];
    };
    publicWrites = Assertions.map(
      ({ AssertDescription }) => AssertDescription.split(' needs no token')[0] ?? '',
    );
    folder = mkdtempSync(join(tmpdir(), 'foldline-rules-'));
    file = join(folder, 'template.yaml');
    const text = replaceRegions(readFileSync('template.yaml', 'utf8'), templateRegions(opened));
    writeFileSync(file, text);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const deploy = (parameters: Readonly<Record<string, string>>) => (): unknown =>
    loadTemplate({ file, parameters });

  it('to dev needs no parameter', () => {
    expect(deploy({})).not.toThrow();
  });

  it.each(['stage', 'prod'])('to %s is refused without an issuer', (Stage) => {
    expect(deploy({ Stage, PublicWrites: publicWrites.join() })).toThrow(
      /NamedIssuer.*Give TokenIssuer the https URL/su,
    );
  });

  it('to stage may leave writes open', () => {
    expect(deploy({ Stage: 'stage', TokenIssuer: ISSUER })).not.toThrow();
  });

  it('to prod is refused while a write needs no token that nobody has named', () => {
    const [first = '', ...others] = publicWrites.toReversed();
    expect(first).toBe('POST /doors');
    expect(deploy({ Stage: 'prod', TokenIssuer: ISSUER })).toThrow(
      /POST \/doors needs no token.*add it to PublicWrites/su,
    );
    expect(deploy({ Stage: 'prod', TokenIssuer: ISSUER, PublicWrites: others.join() })).toThrow(
      'POST /doors',
    );
    const PublicWrites = publicWrites.join();
    expect(deploy({ Stage: 'prod', TokenIssuer: ISSUER, MailSender: SENDER, PublicWrites })).not.toThrow();
  });

  it('to prod is refused without an address that mail comes from', () => {
    const PublicWrites = publicWrites.join();
    expect(deploy({ Stage: 'prod', TokenIssuer: ISSUER, PublicWrites })).toThrow(
      /VerifiedSender.*Give MailSender an address/su,
    );
  });

  it.each(['http://api.example.com', 'urn:foldline', 'https://', 'https://a.example/?x=1'])(
    'is refused with the issuer %s',
    (TokenIssuer) => {
      expect(deploy({ TokenIssuer })).toThrow('TokenIssuer');
    },
  );

  it('is refused with a user pool whose clients nobody names', () => {
    const UserPoolId = 'eu-central-1_AbCdEf123';
    expect(deploy({ UserPoolId })).toThrow(/ClientsOfUserPool.*Name the app clients/su);
    expect(deploy({ UserPoolId, UserPoolClientIds: 'one,two' })).not.toThrow();
  });
});
