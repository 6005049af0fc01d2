import { reportOf } from './report';

describe(reportOf, () => {
  const template = ['template.yaml', 'Resources: {}\n'] as const;
  const full = ['events/ShopProjector.json', '{ "Records": [{}] }\n'] as const;
  const empty = ['events/ShopProjector.json', '{\n  "Records": []\n}\n'] as const;

  it('names what was changed and deleted, and nothing else', () => {
    expect(reportOf([template, full], [template], ['events/OldProjector.json'])).toEqual([
      'wrote template.yaml',
      'deleted events/OldProjector.json',
    ]);
  });

  it('says when there was nothing to do', () => {
    expect(reportOf([template, full], [], [])).toEqual(['all is up to date']);
  });

  it('says what a fixture without messages needs', () => {
    expect(reportOf([template, empty], [empty], [])).toEqual([
      'wrote events/ShopProjector.json',
      'events/ShopProjector.json has no message: add stored commits of what it follows (npm run corpus:check says where), then run npm run template again.',
    ]);
  });
});
