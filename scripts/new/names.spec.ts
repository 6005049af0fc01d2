import { nameOf, withArticle } from './names';
import { eventOf } from './past-tense';
import { pluralOf } from './plural';

it('a name is known in every form', () => {
  expect(nameOf('line-item')).toEqual({
    kebab: 'line-item',
    pascal: 'LineItem',
    camel: 'lineItem',
    words: 'line item',
  });
});

it.each([
  ['invoice', 'an invoice'],
  ['role', 'a role'],
  ['user', 'a user'],
  ['upload', 'an upload'],
  ['unit', 'a unit'],
  ['hour', 'an hour'],
  ['one-off', 'a one-off'],
])('%s is %s', (words, expected) => {
  expect(withArticle(words)).toBe(expected);
});

it.each([
  ['invoice', 'invoices'],
  ['category', 'categories'],
  ['day', 'days'],
  ['address', 'addresses'],
  ['box', 'boxes'],
  ['batch', 'batches'],
  ['quiz', 'quizzes'],
  ['line-item', 'line-items'],
  ['tax-category', 'tax-categories'],
  ['person', 'people'],
  ['index', 'indices'],
])('many of %s are %s', (one, many) => {
  expect(pluralOf(one)).toBe(many);
});

it.each([
  ['issue', 'issued'],
  ['cancel', 'cancelled'],
  ['stop', 'stopped'],
  ['apply', 'applied'],
  ['deploy', 'deployed'],
  ['send', 'sent'],
  ['pay', 'paid'],
  ['open', 'opened'],
  ['close', 'closed'],
  ['fix', 'fixed'],
  ['add-line', 'line-added'],
])('who is told to %s raises %s', (command, event) => {
  expect(eventOf(command)).toBe(event);
});
