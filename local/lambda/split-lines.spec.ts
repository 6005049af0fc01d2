import { PassThrough } from 'node:stream';
import { once } from 'node:events';
import { splitLines } from './split-lines';

async function linesOf(...chunks: (string | Buffer)[]): Promise<string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  splitLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await once(stream, 'end');
  return lines;
}

describe('splitLines', () => {
  it('gives whole lines, however they are cut', async () => {
    expect(await linesOf('one\ntwo\nth', 'ree\n')).toEqual(['one', 'two', 'three']);
  });

  it('gives the rest at the end', async () => {
    expect(await linesOf('one\ntwo')).toEqual(['one', 'two']);
    expect(await linesOf('one\n')).toEqual(['one']);
  });

  it('keeps empty lines, and characters that were cut in two', async () => {
    const bytes = Buffer.from('é\n\nx\n');

    expect(await linesOf(bytes.subarray(0, 1), bytes.subarray(1))).toEqual(['é', '', 'x']);
  });
});
