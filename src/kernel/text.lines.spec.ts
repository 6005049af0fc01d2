import { validateSync } from 'class-validator';
import { IsPlainLines, tidyLines } from './text';

describe(tidyLines, () => {
  it.each([
    ['', ''],
    ['one', 'one'],
    ['  one \t line ', 'one line'],
    [
      'one\r\ntwo\rthree\u2028four\u2029five\u0085six\vseven\feight',
      'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight',
    ],
    ['one \n\n\n \n two', 'one\n\ntwo'],
    ['\n \n one\n\n', 'one'],
    ['Re\u0301viseur\n e', 'R\u00e9viseur\ne'],
    ['\r\n \u00a0', ''],
  ])('makes %j to %j', (text, tidied) => {
    expect(tidyLines(text)).toBe(tidied);
    expect(tidyLines(tidied)).toBe(tidied);
  });
});

describe(IsPlainLines, () => {
  class Note {
    @IsPlainLines(5)
    readonly text: unknown;

    constructor(text: unknown) {
      this.text = text;
    }
  }
  const isValid = (text: unknown): boolean => validateSync(new Note(text)).length === 0;

  it.each(['', 'one', 'a\nb', 'a\n\nb', '12345', '👩‍👩‍👧‍👦'.repeat(1), 'é'.repeat(5), '一\n二\n三'])(
    'takes %j',
    (text) => {
      expect(isValid(text)).toBe(true);
    },
  );

  it.each([
    ['6 characters', '123456'],
    ['6 characters, line ends counted', 'a\nb\ncd'],
    ['a control character', 'a\u0000'],
    ['a tabulator', 'a\tb'],
    ['another line end', 'a\u2028b'],
    ['turned direction', '\u202ea'],
    ['what nobody sees', 'a\u200b'],
    ['a line of what nobody sees', 'a\n\u2800'],
    ['one endless character', `a${'\u0301'.repeat(30)}`],
    ['no text', 1],
  ])('refuses %s', (_, text) => {
    expect(isValid(text)).toBe(false);
  });
});
