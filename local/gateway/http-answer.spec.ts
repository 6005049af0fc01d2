import { failure, httpAnswer, httpAnswerV1 } from './http-answer';

function answerTo(result: unknown): ReturnType<typeof httpAnswer> {
  return httpAnswer(JSON.stringify(result));
}

describe('httpAnswer', () => {
  it('passes a whole answer on', () => {
    const headers = { 'Content-Type': 'text/html', ETag: '"1"', 'X-Number': 5 };

    expect(answerTo({ statusCode: 201, headers, body: '<p>' })).toEqual({
      status: 201,
      headers: { 'content-type': 'text/html', etag: '"1"', 'x-number': '5' },
      body: '<p>',
    });
  });

  it('calls a body text when the function does not say what it is', () => {
    expect(answerTo({ statusCode: 200, body: 'hello' }).headers).toEqual({
      'content-type': 'text/plain;charset=UTF-8',
    });
  });

  it('has no body and no type where the function gives none', () => {
    expect(answerTo({ statusCode: 204 })).toEqual({ status: 204, headers: {}, body: '' });
    expect(answerTo({ statusCode: 304, body: null })).toEqual({ status: 304, headers: {}, body: '' });
  });

  it('sets every cookie', () => {
    expect(answerTo({ statusCode: 200, cookies: ['a=1', 'b=2; Path=/'] }).headers['set-cookie']).toEqual([
      'a=1',
      'b=2; Path=/',
    ]);
  });

  it('decodes a base64 body', () => {
    const { body } = answerTo({ statusCode: 200, body: 'AAECAw==', isBase64Encoded: true });

    expect(body).toEqual(Buffer.from([0, 1, 2, 3]));
  });

  it('takes a status that is text', () => {
    expect(answerTo({ statusCode: '404' }).status).toBe(404);
  });

  it('leaves headers out that belong to the server', () => {
    const headers = { 'Content-Length': '99', Connection: 'close', 'Transfer-Encoding': 'chunked', A: 'b' };

    expect(answerTo({ statusCode: 204, headers }).headers).toEqual({ a: 'b' });
  });

  it.each([
    ['text', 'hello', 'hello'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['a list', [1], '[1]'],
    ['nothing', null, 'null'],
  ])('takes %s without a status for a JSON body', (_case, result, body) => {
    expect(answerTo(result)).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body });
  });

  it.each([
    ['a status that is no number', { statusCode: 'fine' }],
    ['a status out of range', { statusCode: 99 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
  ])('answers 500 for %s', (_case, result) => {
    expect(answerTo(result)).toEqual(failure(500, 'Internal Server Error'));
  });
});

describe('httpAnswerV1', () => {
  const answer = (result: unknown): ReturnType<typeof httpAnswerV1> => httpAnswerV1(JSON.stringify(result));

  it('passes on headers of one value and of several', () => {
    const headers = { A: '1', B: '2' };
    const multiValueHeaders = {
      b: ['3', '4'],
      'Set-Cookie': ['a=1', 'b=2'],
      Connection: ['close'],
      None: [],
    };

    expect(answer({ statusCode: 200, headers, multiValueHeaders, body: 'x', cookies: ['c=3'] })).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        a: '1',
        b: ['3', '4'],
        'set-cookie': ['a=1', 'b=2'],
      },
      body: 'x',
    });
  });

  it.each([['text'], [{ message: 'no status' }], [null], [{ statusCode: 200, body: {} }]])(
    'guesses nothing of %j',
    (result) => {
      expect(answer(result)).toEqual(failure(500, 'Internal Server Error'));
    },
  );
});

describe('failure', () => {
  it('is what API Gateway itself answers', () => {
    expect(failure(404, 'Not Found')).toEqual({
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"Not Found"}',
    });
  });
});
