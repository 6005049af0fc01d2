import { contextOf, queueOf, queuesVariableOf, resourcePrefix } from './naming';

describe('the names of resources', () => {
  it.each([
    ['iam/user', 'IamUser', 'IamUserQueue', 'IAM_USER_QUEUES'],
    ['shop/gift-card', 'ShopGiftCard', 'ShopGiftCardQueue', 'SHOP_GIFT_CARD_QUEUES'],
  ])('of %s begin with %s', (type, prefix, queue, variable) => {
    expect(resourcePrefix(type)).toBe(prefix);
    expect(queueOf(type)).toBe(queue);
    expect(queuesVariableOf(type)).toBe(variable);
  });

  it('of a queue begin with the context that follows another', () => {
    expect(queueOf('iam/user', 'iam')).toBe('IamUserQueue');
    expect(queueOf('iam/user', 'shop')).toBe('ShopIamUserQueue');
    expect(contextOf('shop/gift-card')).toBe('shop');
  });
});
