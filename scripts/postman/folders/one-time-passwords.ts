import { call, type Call, type Folder } from '../call';
import { codeIssued, readable, refused, signedIn } from '../expectations';

const address = (who: string): string => `${who}.{{${who}MailId}}@example.com`;
const ask = (who: string): object => ({ primary: address(who), role: 'org', country: 'DE' });
const verification = (who: string): string => `POST /otp/{{${who}Id}}/verification`;
const wrongCode = refused(422, 'otp/password/code-wrong');

/**
 * Reads the code from the local mailbox, where it comes a moment after it was asked for, and makes a wrong one of it. Of
 * another application it has to be put into the variable by hand.
 */
const readCode = (who: string): string[] => [
  'const keep = (code) => {',
  `  pm.collectionVariables.set('${who}Code', code);`,
  `  pm.collectionVariables.set('${who}Wrong', String((Number(code) + 1) % 1000000).padStart(6, '0'));`,
  '};',
  'const read = (tries) => {',
  `  const to = pm.variables.replaceIn('${address(who)}');`,
  "  pm.sendRequest(`${pm.variables.get('baseUrl')}/_local/mailbox?to=${to}`, (error, response) => {",
  '    if (error !== null) throw error;',
  '    const [message] = response.json();',
  '    if (message === undefined && tries > 0) read(tries - 1);',
  '    else keep(/\\d{6}/.exec(message.text)[0]);',
  '  });',
  '};',
  'read(1000);',
];

const withKey = (who: string, code: string): Pick<Call, 'body'> => ({
  body: { key: `{{${who}Key}}`, code: `{{${code}}}` },
});

const repeated = (count: number, of: (number: number) => Call): Call[] =>
  Array.from({ length: count }, (_, index) => of(index + 1));

export const oneTimePasswords: Folder = {
  name: 'One-time passwords',
  description:
    'A code by e-mail, as the local mailbox shows it: signing in, wrong codes, and codes asked for too often.',
  calls: [
    call('Ask for a code', 'POST /otp', codeIssued('office'), {
      newIds: ['officeMailId'],
      body: ask('office'),
    }),
    call('Show a code under a key that nobody has', verification('office'), wrongCode, {
      newIds: ['strangeKey'],
      body: { key: '{{strangeKey}}', code: '123456' },
    }),
    call('Sign in', verification('office'), signedIn(), {
      prepare: readCode('office'),
      ...withKey('office', 'officeCode'),
    }),
    call(
      'Sign in again',
      verification('office'),
      refused(422, 'otp/password/used'),
      withKey('office', 'officeCode'),
    ),
    call('See the sign-in', 'GET /otp/users/{{officeId}}?minVersion=1&wait=5', readable()),
    call('List the sign-ins', 'GET /otp/users/{{officeId}}/events', readable()),
    call('See the user as they were', 'GET /otp/users/{{officeId}}?at=1', readable()),
    call(
      'See the user at a version that there is not',
      'GET /otp/users/{{officeId}}?at=9',
      refused(404, 'otp/user/version-not-found'),
    ),

    call(
      'Ask from a country that there is not',
      'POST /otp',
      refused(422, 'otp/password/country-unknown', 'country'),
      {
        body: { ...ask('office'), country: 'XX' },
      },
    ),
    call('Ask for another code', 'POST /otp', codeIssued('bureau'), {
      newIds: ['bureauMailId'],
      body: ask('bureau'),
    }),
    call('Show a wrong code', verification('bureau'), wrongCode, {
      prepare: readCode('bureau'),
      ...withKey('bureau', 'bureauWrong'),
    }),
    ...repeated(4, (number) =>
      call(
        `Show it again (${number} of 4)`,
        verification('bureau'),
        wrongCode,
        withKey('bureau', 'bureauWrong'),
      ),
    ),
    call(
      'Show the right code too late',
      verification('bureau'),
      refused(422, 'otp/password/locked'),
      withKey('bureau', 'bureauCode'),
    ),
    ...repeated(4, (number) =>
      call(`Ask once more (${number} of 4)`, 'POST /otp', codeIssued('bureau'), { body: ask('bureau') }),
    ),
    call('Ask too often', 'POST /otp', refused(429, 'otp/password/too-many-requests'), {
      body: ask('bureau'),
    }),
  ],
};
