import { greeting } from './greeting';

describe('greeting', () => {
  it("names the API's document, a first request, and how to stop", () => {
    const lines = greeting('http://127.0.0.1:3000', 'template.yaml', false).split('\n');

    expect(lines).toEqual([
      '  its document    http://127.0.0.1:3000/openapi.json',
      expect.stringMatching(
        /^ {2}try {13}curl -X POST http:\/\/127\.0\.0\.1:3000\/\w+ (-H "authorization: Bearer \$\(npm run -s token -- \w+\)" )?-H 'content-type: application\/json' -d '\{.*\}'$/,
      ),
      '  look inside     http://127.0.0.1:3000/_local',
      '  stop            Ctrl-C',
    ]);
  });

  it('says how a new consumer gets what is old, where data are kept', () => {
    expect(greeting('http://h', 'none.yaml', true)).toContain('npm run consumers -- rebuild <consumer>');
  });

  it('says less of a template that has no document beside it', () => {
    expect(greeting('http://h', 'local/fixtures/pipeline.template.yaml', false).split('\n')).toHaveLength(2);
  });
});
