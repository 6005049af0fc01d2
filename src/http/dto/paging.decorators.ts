import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Describe } from '../decorators/describe.decorator';
import { MAX_CURSOR_LENGTH } from './cursor';
import { NumberText } from './number-text';

export const DEFAULT_LIMIT = 20;

/** Items of a page: 1 to 100. */
export function Limit(): PropertyDecorator {
  return all(Describe('Items of a page at most.'), NumberText(), IsInt(), Min(1), Max(100));
}

/** Where the page begins: the `cursor` of the page before. */
export function PageCursor(): PropertyDecorator {
  return all(
    Describe('The `cursor` of the page before; opaque, and good for the same list and filter only.'),
    IsOptional(),
    IsString(),
    MaxLength(MAX_CURSOR_LENGTH),
  );
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (prototype, field) => {
    for (const decorate of decorators) decorate(prototype, field);
  };
}
