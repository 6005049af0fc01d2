import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import newman, { type RunSummary } from 'newman';
import { call } from './call';
import { collectionOf } from './collection';
import { answered, refused } from './expectations';
import { patiently, UNTIL_FOUND } from './patience';

/** Answers 504, or another status, so many times, then `{"done":true}`. */
function lagging(times: number, status = 504): Server {
  let left = times;
  return createServer((_, response) => {
    const late = left > 0;
    left -= 1;
    response.writeHead(late ? status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(late ? { code: 'not-readable-yet' } : { done: true }));
  });
}

/** @returns requests that were sent, and the names of the tests of the collection that failed */
async function send(server: Server, ...calls: Parameters<typeof call>[]): Promise<[number, string[]]> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = { name: 'Reads', description: '', calls: calls.map((parts) => call(...parts)) };
  const collection = { ...collectionOf([folder]), event: [] };
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar: [{ key: 'baseUrl', value: url }] }, (error, summary) => {
      server.close();
      if (error !== null) reject(error);
      else resolve([summary.run.stats.requests.total ?? 0, failuresOf(summary)]);
    });
  });
}

function failuresOf({ run }: RunSummary): string[] {
  return run.failures.map(({ source, error }) => `${source?.name ?? ''}: ${error.test ?? ''}`);
}

const done = answered({ done: true });

describe('a read that waits', () => {
  it('is sent again after a 504, and then the run goes on', async () => {
    const outcome = await send(
      lagging(2),
      ['Read one', 'GET /one?minVersion=2', done],
      ['Read another', 'GET /another?minVersion=2', done],
    );
    expect(outcome).toEqual([4, []]);
  });

  it('fails when the read side never catches up, and the next read is as patient', async () => {
    const outcome = await send(
      lagging(11),
      ['Read one', 'GET /one?minVersion=2', done],
      ['Read another', 'GET /another?minVersion=2', done],
    );
    expect(outcome).toEqual([12, ['Read one: answers']]);
  });

  it('takes the 504 that it expects for an answer', async () => {
    const late = refused(504, 'not-readable-yet');
    expect(await send(lagging(1), ['Ask too early', 'GET /one?minVersion=9', late])).toEqual([1, []]);
  });

  it('is sent again after a 404 when it cannot wait', async () => {
    const { status, script } = done;
    const found = { status, script: patiently(script, UNTIL_FOUND) };
    expect(await send(lagging(20, 404), ['Read one', 'GET /one', found])).toEqual([21, []]);
  });
});
