import { describe, expect, test } from 'vitest';
import { camelJoin, memberName, nameOf, typeName } from './names.js';

describe('the URL names everything', () => {
  test.each([
    ['/api/v3/trade/place-order', 'v3/trade/place-order.yaml', 'tradePlaceOrder', 'v3:trade.placeOrder'],
    ['/api/v2/mix/order/place-order', 'v2/mix/order/place-order.yaml', 'mixOrderPlaceOrder', 'v2:mix.order.placeOrder'],
    ['/api/mix/v1/account/accounts', 'v1/mix/account/accounts.yaml', 'mixAccountAccounts', 'v1:mix.account.accounts'],
    [
      '/api/v2/spot/public/coinInfos',
      'v2/spot/public/coinInfos.yaml',
      'spotPublicCoinInfos',
      'v2:spot.public.coinInfos',
    ],
    ['/api/v3/p2p/ad_list', 'v3/p2p/ad_list.yaml', 'p2pAdList', 'v3:p2p.adList'],
    ['/api/v2/tax', 'v2/tax.yaml', 'tax', 'v2:tax'],
  ])('%s', (path, file, operationId, key) => {
    const name = nameOf(path);
    expect(name).toMatchObject({ file, operationId, key, api: key.slice(0, 2) });
    expect(camelJoin(name?.call ?? [])).toBe(operationId);
  });

  test.each(['/pets', '/v3/trade/place-order', '/api/trade/place-order', '/api/v3', '/api/v3/', '/api/v3/orders/{id}'])(
    '%s is none of ours',
    (path) => expect(nameOf(path)).toBeUndefined(),
  );
});

test.each([
  ['list-pets', 'ListPets', 'listPets'],
  ['Foo.Bar', 'FooBar', 'fooBar'],
  ['get /pets/id', 'GetPetsId', 'getPetsId'],
  ['2fa', '_2fa', '_2fa'],
  ['пет', '_', '_'],
  ['snake_case', 'Snake_case', 'snake_case'],
])('%s becomes an identifier', (name, type, member) => {
  expect(typeName(name)).toBe(type);
  expect(memberName(name)).toBe(member);
});
