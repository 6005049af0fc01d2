import { apiEvent } from '../../test/support/http/api-event';
import { anonymous } from '../identity/principal';
import { DomainError } from '../kernel/domain-error';
import { bind } from './bind';
import { Access, content, Controller, Get, Param, type Answer } from './index';
import { requestFrom } from './request';
import { RouteTable, type PathParser } from './route';
import { routesOf } from './routes';

const year: PathParser<number> = {
  expected: 'a year',
  schema: { type: 'string', pattern: String.raw`^\d{4}$` },
  parse: (text) => (/^\d{4}$/.test(text) ? Number(text) : undefined),
};

@Controller('/reports')
class ReportController {
  @Get('/{year}', { summary: 'Find the report of a year' })
  @Access('public')
  find(@Param('year', year) of: number): Answer {
    return content({ of });
  }
}

describe(bind, () => {
  const bound = (path: string): unknown[] => {
    const match = new RouteTable(routesOf(ReportController)).match('GET', path);
    return bind(requestFrom(apiEvent('GET', path)), match, { principal: anonymous, correlationId: 'c' });
  };

  it('parses a path parameter as its parser says', () => {
    expect(bound('/reports/2026')).toEqual([2026]);
  });

  it('takes a parsed value for one, also when it is 0', () => {
    expect(bound('/reports/0000')).toEqual([0]);
  });

  it('names the parameter that its parser does not take', () => {
    expect(() => bound('/reports/last')).toThrow(
      new DomainError('malformed', 'malformed', 'The path needs a year.'),
    );
    try {
      bound('/reports/last');
    } catch (error) {
      expect(error).toMatchObject({ fields: [{ field: 'year', message: 'year must be a year' }] });
    }
    expect.assertions(2);
  });
});
