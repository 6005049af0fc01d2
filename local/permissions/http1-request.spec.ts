import { header, http1Request } from './http1-request';

const HEAD =
  'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: DynamoDB_20120810.Query\r\nContent-Length: 4\r\n\r\n';

describe('http1Request', () => {
  it('takes the first request of what has come', () => {
    const request = http1Request(Buffer.from(`${HEAD}bodyPOST /next`));
    expect(request).toEqual({ head: HEAD, length: HEAD.length + 4, body: Buffer.from('body') });
  });

  it('says at every byte how many more it takes to go on', () => {
    const whole = Buffer.from(`${HEAD}body`);
    for (let length = 0; length < whole.length; length++) {
      const needed = http1Request(whole.subarray(0, length));
      expect(needed).toBe(length < HEAD.length ? length + 1 : whole.length);
    }
  });

  it('takes a request without a body', () => {
    expect(http1Request(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toMatchObject({ body: Buffer.alloc(0) });
  });

  it.each([
    ['a body in pieces', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', 'no-length'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'no-length'],
    ['a length that is none', 'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n', 'too-large'],
    ['more than any service takes', 'POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n', 'too-large'],
    ['a head without an end', 'x'.repeat(70_000), 'too-large'],
  ])('refuses %s', (_case, text, problem) => {
    expect(http1Request(Buffer.from(text))).toBe(problem);
  });
});

describe('header', () => {
  it('finds a header in any case, and only whole names', () => {
    expect(header(HEAD, 'x-amz-target')).toBe('DynamoDB_20120810.Query');
    expect(header(HEAD, 'content-length')).toBe('4');
    expect(header(HEAD, 'length')).toBeUndefined();
    expect(header(HEAD, 'authorization')).toBeUndefined();
  });
});
