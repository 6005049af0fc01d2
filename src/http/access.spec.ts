import { apiEvent, type EventParts } from '../../test/support/http/api-event';
import { anonymous, contextFor, type Principal } from '../identity/principal';
import type { CommandContext } from '../eventsourcing/writing/command-context';
import {
  accepted,
  Access,
  because,
  Caller,
  Command,
  content,
  Controller,
  Get,
  owner,
  Param,
  Post,
  Put,
  Router,
  routesOf,
  type Answer,
} from './index';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';
const OTHER = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d11';
const summary = 'Do it';

@Controller('/shelves')
class ShelfController {
  seen: unknown[] = [];

  @Get('/', { summary })
  @Access('public')
  list(@Caller() caller: Principal): Answer {
    this.seen.push(caller);
    return content({});
  }

  @Get('/mine', { summary })
  @Access('authenticated')
  mine(@Caller() { subject }: Principal): Answer {
    return content({ subject });
  }

  @Get('/{id}', { summary })
  @Access('auditor', owner('id'))
  find(@Param('id') id: string): Answer {
    return content({ id });
  }

  @Put('/{id}', { summary })
  @Access(owner('id', 'org'))
  change(@Param('id') id: string, @Command() context: CommandContext): Answer {
    this.seen.push(context.actor);
    return accepted({ id, version: 1 });
  }

  @Post('/open', { summary })
  @Access('public', because('anybody may try it'))
  open(@Command() context: CommandContext): Answer {
    this.seen.push(context.actor);
    return accepted({ id: ID, version: 1 });
  }
}

const now = (): number => Math.floor(Date.now() / 1000);

function user(more: Partial<Principal> = {}): Principal {
  return { kind: 'user', subject: ID, roles: [], claims: {}, expiresAt: now() + 600, ...more };
}

describe('access to a route', () => {
  const shelves = new ShelfController();
  const lines: unknown[] = [];
  const logger = {
    info: (_: string, fields: unknown) => lines.push(fields),
    error: (_: string, fields: unknown) => lines.push(fields),
  };
  const router = new Router({ controllers: [ShelfController], resolve: () => shelves, logger });

  const ask = async (
    method: string,
    path: string,
    principal?: Principal,
    parts: EventParts = {},
  ): Promise<{ status: number | undefined; code: unknown; headers: unknown }> => {
    const event = apiEvent(method, path, parts);
    const authorizer = principal && { lambda: contextFor(principal) };
    const asked = {
      ...event,
      requestContext: { ...event.requestContext, ...(authorizer && { authorizer }) },
    };
    const { statusCode, headers, body } = await router.handle(asked);
    return { status: statusCode, code: (JSON.parse(body ?? '{}') as { code?: unknown }).code, headers };
  };

  const allowed = [
    ['whoever has a token', 'GET', '/shelves/mine', user()],
    ['a role', 'GET', `/shelves/${OTHER}`, user({ roles: ['reader', 'auditor'] })],
    ['whom the path is about', 'GET', `/shelves/${ID}`, user()],
    ['whom the path is about, however it is spelt', 'GET', `/shelves/${ID.toUpperCase()}`, user()],
    ['whom the path is about, with the role', 'PUT', `/shelves/${ID}`, user({ roles: ['org'] })],
    ['a token that expired within the tolerance', 'GET', '/shelves/mine', user({ expiresAt: now() - 50 })],
    ['a service', 'GET', '/shelves/mine', user({ kind: 'service' })],
  ] as const;
  it.each(allowed)('is given to %s', async (_, method, path, principal) => {
    const { status } = await ask(method, path, principal);
    expect(status).toBeLessThan(300);
  });

  const denied = [
    ['nobody', 'GET', '/shelves/mine', undefined, 401, 'authentication-needed'],
    ['an anonymous principal', 'GET', '/shelves/mine', anonymous, 401, 'authentication-needed'],
    ['an expired token', 'GET', '/shelves/mine', user({ expiresAt: now() - 61 }), 401, 'token-expired'],
    ['another role', 'GET', `/shelves/${OTHER}`, user({ roles: ['Auditor', 'auditors'] }), 403, 'forbidden'],
    ['somebody else', 'PUT', `/shelves/${OTHER}`, user({ roles: ['org'] }), 403, 'forbidden'],
    ['the owner without the role', 'PUT', `/shelves/${ID}`, user({ roles: ['auditor'] }), 403, 'forbidden'],
    ['an owner of nothing', 'GET', `/shelves/${ID}`, user({ subject: '' }), 403, 'forbidden'],
  ] as const;
  it.each(denied)('is denied to %s', async (_, method, path, principal, status, code) => {
    expect(await ask(method, path, principal)).toMatchObject({ status, code });
  });

  it('is denied before anything of the request is looked at', async () => {
    const parts = { body: '{', headers: { 'idempotency-key': 'a b' } };
    expect(await ask('PUT', `/shelves/${ID}`, undefined, parts)).toMatchObject({ status: 401 });
  });

  it('is denied with the way to say who asks', async () => {
    const { headers } = await ask('GET', '/shelves/mine');
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
    const expired = await ask('GET', '/shelves/mine', user({ expiresAt: 1 }));
    expect(expired.headers).toMatchObject({ 'www-authenticate': 'Bearer error="invalid_token"' });
  });

  it('makes the principal the actor of a command', async () => {
    await ask('PUT', `/shelves/${ID}`, user({ roles: ['org'] }));
    expect(shelves.seen.at(-1)).toBe(`user:${ID}`);
    await ask('POST', '/shelves/open');
    expect(shelves.seen.at(-1)).toBe('anonymous');
  });

  it('of everybody leaves the caller anonymous', async () => {
    await ask('GET', '/shelves');
    expect(shelves.seen.at(-1)).toEqual(anonymous);
  });

  it('logs the code, and nothing of the token', async () => {
    await ask('GET', `/shelves/${OTHER}`, user({ claims: { alias: 'ann@example.com' } }));
    expect(lines.at(-1)).toMatchObject({ code: 'forbidden', status: 403 });
    expect(JSON.stringify(lines)).not.toContain('ann@example.com');
  });
});

describe('a rule of access', () => {
  const mistakeOf = (declare: () => new () => object): string => {
    try {
      routesOf(declare());
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };

  function withAccess(access: MethodDecorator, method = Get): new () => object {
    @Controller('/x')
    class X {
      @method('/{id}', { summary })
      @access
      it(@Param('id') id: string): Answer {
        return content({ id });
      }
    }
    return X;
  }

  it.each([
    [() => withAccess(Access('public'), Post), "says why: @Access('public', because('...'))"],
    [() => withAccess(Access('public', 'admin')), "@Access('public') stands alone"],
    [() => withAccess(Access('Admin')), 'the role Admin in @Access must be lower-case'],
    [() => withAccess(Access(owner('userId'))), "owner('userId') in @Access needs a parameter {userId}"],
    // @ts-expect-error it names nobody
    [() => withAccess(Access()), '@Access() names nobody'],
  ])('is refused at the start where it cannot be meant: %#', (declare, message) => {
    expect(mistakeOf(declare)).toContain(message);
  });
});
