import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, base, close, eventually, open, person, start, step, track, violations } from './console.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true, isMobile: true };

async function link(to) {
  return eventually(async () => {
    const { data } = await (await fetch(`${base}/local/messages`)).json();
    return data.find((each) => each.to === to && each.button)?.button.url;
  });
}

describe('join page', () => {
  before(async () => {
    await track('jo-a', 'Join A');
    await track('jo-b', 'Join B');
    await step('jo-a', 's1', 'jo-b', {
      enrollmentMethod: 'manual',
      invitationMessage: '{{user}}, come to {{track}}',
      joinButtonText: 'Level up!',
    });
  });

  it('joins on a phone, without JavaScript', async () => {
    await person('jo-joe', 'Joe <b>Join</b>');
    await start('jo-a', 'jo-joe');
    const page = await open(await link('jo-joe'), PHONE);
    await page.getByText('Joe <b>Join</b>, come to Join B').waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'fits the phone');
    await page.getByRole('button', { name: 'Level up!' }).tap();
    await page.getByText("You're in!").waitFor();
    const { data } = await api('GET', '/v1/participants/jo-joe/enrollments');
    assert.ok(data.some((each) => each.trackId === 'jo-b' && each.source.kind === 'invitation'));
    await close(page);
  });

  it('declines, and says so when the link is opened again', async () => {
    await person('jo-dan', 'Dan Declines');
    await start('jo-a', 'jo-dan');
    const address = await link('jo-dan');
    const page = await open(address, PHONE);
    await page.getByRole('button', { name: 'No, thanks' }).tap();
    await page.getByText('Not this time').waitFor();
    await page.goto(address);
    await page.getByText('You have declined').first().waitFor();
    await close(page);
  });

  it('meets WCAG AA in light and in dark, also for an invalid link', async () => {
    await person('jo-ann', 'Ann Access');
    await start('jo-a', 'jo-ann');
    const address = await link('jo-ann');
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(address, { colorScheme });
      assert.deepEqual(await violations(page), [], colorScheme);
      await page.goto(`${address}x`);
      await page.getByText('This link does not work').waitFor();
      assert.deepEqual(await violations(page), [], colorScheme);
      await page.context().close();
    }
  });
});
