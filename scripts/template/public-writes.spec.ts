import { parse } from 'yaml';
import type { ContextPlan, RoutePlan } from '../../src/composition/plan/plan';
import { publicWriteRules } from './public-writes';
import { entries } from './yaml';

const route = (method: string, path: string, kind: 'public' | 'any-of'): RoutePlan => ({
  method,
  path,
  functionId: 'ShopCommands',
  isLimited: false,
  access: kind === 'public' ? { kind } : { kind, conditions: [{ kind: 'authenticated' }] },
});

const rulesFor = (...routes: RoutePlan[]): unknown =>
  publicWriteRules({ contexts: [{ routes } as unknown as ContextPlan], channels: [] });

describe('publicWriteRules', () => {
  it('makes nothing of reads, and of writes that need a token', () => {
    expect(rulesFor()).toEqual({});
    expect(rulesFor(route('GET', '/a', 'public'), route('HEAD', '/a', 'public'))).toEqual({});
    expect(rulesFor(route('POST', '/a', 'any-of'))).toEqual({});
  });

  it('has a deployment to prod name each write that needs none', () => {
    const rules = publicWriteRules({
      contexts: [
        { routes: [route('POST', '/otp', 'public'), route('PUT', '/otp/{id}', 'any-of')] },
        { routes: [route('PATCH', '/b', 'public')] },
      ] as unknown as ContextPlan[],
      channels: [],
    });
    const text = entries(rules, 0)
      .join('\n')
      .replaceAll(/!(Ref|Equals)/gu, '');
    expect(parse(text)).toEqual({
      PublicWrites: {
        RuleCondition: ['Stage', 'prod'],
        Assertions: ['POST /otp', 'PATCH /b'].map((each) => ({
          Assert: { 'Fn::Contains': ['PublicWrites', each] },
          AssertDescription: expect.stringContaining(
            `${each} needs no token. If that is meant, add it`,
          ) as string,
        })),
      },
    });
  });
});
