// Against a cloud whose functions run as deployed, not as local, with an issuer to sign in.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { base, close, eventually, open, picture, violations } from './console.mjs';
import { issuer } from './issuer.mjs';

describe('sign-in', () => {
  let provider;
  before(async () => {
    provider = await issuer(process.env.CONSOLE_ISSUER, 'local-root-admin', base);
  });
  after(() => provider.close());

  it('offers only sign-in before the user has signed in', async () => {
    const page = await open('#/tracks');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.deepEqual(await violations(page), []);
    await picture(page, 'sign-in');
    await close(page);
  });

  it('signs in with authorization code and PKCE, returns to the page, and keeps tokens in the tab only', async () => {
    const page = await open('#/people');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    assert.match(page.url(), /\/#\/people$/);
    await page.getByText('Signed in as root').waitFor();
    assert.equal(provider.seen.challenges.length, 1);
    assert.deepEqual(provider.seen.refused, []);
    assert.deepEqual(provider.seen.audiences, ['https://tracks.example/api']);
    assert.deepEqual(provider.seen.organizations, ['org 1']);
    const stored = await page.evaluate(() => [Object.values(localStorage).join(), document.cookie]);
    assert.deepEqual(stored, ['', '']);
    assert.equal(await page.getByRole('link', { name: 'Inbox' }).count(), 0);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    assert.equal(await page.evaluate(() => Object.values(sessionStorage).some((each) => each.includes('local-root-admin'))), false);
    await close(page);
  });

  it('shows an error for an unsolicited sign-in response, and does not sign in', async () => {
    const page = await open('/?code=stolen&state=unknown');
    await page.getByRole('alert').waitFor();
    await eventually(async () => !page.url().includes('stolen'));
    assert.equal(await page.getByRole('navigation').count(), 0);
    await page.context().close();
  });

  it('has a strict policy: no inline script, no other origins but the issuer, no frames, no cookies', async () => {
    const response = await fetch(base);
    const policy = response.headers.get('content-security-policy');
    assert.equal(
      policy,
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
        `connect-src 'self' ${process.env.CONSOLE_ISSUER}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(response.headers.get('set-cookie'), null);
    const html = await response.text();
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\son\w+=|style=/);
  });

  it('does not run an injected script', async () => {
    const page = await open('#/tracks');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      return globalThis.injected === true;
    });
    assert.equal(ran, false);
    await page.context().close();
  });

  it('rejects a form of another site, which has no token in its headers', async () => {
    const response = await fetch(`${base}/v1/tracks/forged`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain', origin: 'https://elsewhere.example' },
      body: '{"title":"Forged"}',
    });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });
});
