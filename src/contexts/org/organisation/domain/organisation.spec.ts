import { given } from '../../../../../test/support/given';
import { Organisation } from './organisation';
import type { OrganisationEvent, Profile } from './organisation.events';

const profile: Profile = { name: 'Harbour Works', location: 'Bergen, Norway', description: 'Docks.' };
const created = (data = profile): OrganisationEvent => ({ type: 'org/organisation/created', data });
const updated = (data = profile): OrganisationEvent => ({ type: 'org/organisation/updated', data });

const create =
  (more: Partial<Profile> = {}) =>
  (organisation: Organisation): void => {
    organisation.create({ ...profile, ...more });
  };
const update =
  (more: Partial<Profile> = {}) =>
  (organisation: Organisation): void => {
    organisation.update({ ...profile, ...more });
  };

describe('Organisation', () => {
  it('is created once, and that comes before what it says', () => {
    given(Organisation).when(create()).then(created());
    given(Organisation, created())
      .when(create({ name: '' }))
      .refused('conflict', 'org/organisation/already-created');
  });

  it('is updated once it exists, also by what it says already, as names of users are', () => {
    given(Organisation, created())
      .when(update({ name: 'Docks' }))
      .then(updated({ ...profile, name: 'Docks' }));
    given(Organisation, created(), updated()).when(update()).then(updated());
    given(Organisation)
      .when(update({ name: '' }))
      .refused('not-found', 'org/organisation/not-found');
  });

  it('remembers no more than that it exists', () => {
    const organisation = new Organisation('an-organisation');
    organisation.create(profile);
    organisation.update({ ...profile, name: 'Docks' });
    expect(organisation.state).toEqual({ created: true });
  });

  describe.each([
    ['created', [] as OrganisationEvent[], create, created],
    ['updated', [created()], update, updated],
  ] as const)('when it is %s', (_, history, act, happened) => {
    it.each<Partial<Profile>>([
      { name: 'a', location: 'b', description: '' },
      { name: 'a'.repeat(120), location: 'b'.repeat(150), description: 'c'.repeat(1_200) },
      { name: '🚒'.repeat(120), location: '横浜市', description: 'eins\n\nzwei\ndrei' },
    ])('takes a profile with %j', (more) => {
      given(Organisation, ...history)
        .when(act(more))
        .then(happened({ ...profile, ...more }));
    });

    it('tidies it up', () => {
      given(Organisation, ...history)
        .when(
          act({
            name: ' Harbour \n Works',
            location: 'Bergen,\u00a0 Norway ',
            description: '\r\n one \r\n\r\n\r\n two\t',
          }),
        )
        .then(happened({ ...profile, description: 'one\n\ntwo' }));
    });

    it.each<[string, Partial<Profile>]>([
      ['name', { name: ' ' }],
      ['name', { name: 'a'.repeat(121) }],
      ['name', { name: 'a\u202eb' }],
      ['location', { location: '' }],
      ['location', { location: 'b'.repeat(151) }],
      ['location', { location: 'b\u0000' }],
      ['description', { description: 'c'.repeat(1_201) }],
      ['description', { description: 'c\u0007' }],
      ['description', { description: 'one\n\u2066two' }],
    ])('refuses a %s that is none: %j', (field, more) => {
      given(Organisation, ...history)
        .when(act(more))
        .refused('rule', 'org/organisation/profile-invalid', field);
    });

    it('refuses all invalid fields at once', () => {
      given(Organisation, ...history)
        .when(act({ name: '', location: '', description: '\u200b' }))
        .refused('rule', 'org/organisation/profile-invalid', 'name', 'location', 'description');
    });
  });
});
