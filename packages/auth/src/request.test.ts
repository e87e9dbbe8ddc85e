import { describe, expect, it, vi } from 'vitest';
import { signableParts, textOf } from './request.js';
import { SignableRequest } from './signable-request.js';

const URL = 'https://api.bitget.com/api/v3/trade/place-order';

describe('what is signed of a request', () => {
  it('needs no clone of a body that is none or text', async () => {
    const clone = vi.fn();
    const request = { url: `${URL}?a=1#top`, method: 'POST', clone };
    expect(await signableParts({ ...request, body: null })).toEqual({
      method: 'POST',
      path: '/api/v3/trade/place-order',
      query: 'a=1',
      body: '',
    });
    expect(await signableParts({ ...request, body: '{}' })).toMatchObject({ body: '{}' });
    expect(clone).not.toHaveBeenCalled();
  });

  it('is the root of what is no URL', async () => {
    const parts = await signableParts({ url: 'nonsense', method: 'GET', body: null, clone: vi.fn() });
    expect(parts).toEqual({ method: 'GET', path: '/', query: '', body: '' });
  });
});

describe('a request that remembers its body', () => {
  it('does so for text only', () => {
    const post = (body: BodyInit) => new SignableRequest(URL, { method: 'POST', body });
    expect(SignableRequest.textOf(post('{"a":1}'))).toBe('{"a":1}');
    const form = post(new URLSearchParams('a=1'));
    expect(SignableRequest.textOf(form)).toBeUndefined();
    expect(textOf(new SignableRequest(URL))).toBe('');
  });
});
