// From page to page: the focus, the state in the address, what is typed meanwhile, and texts that cannot be wrapped.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

// Of a heading only: a link of the navigation that was clicked has the focus, too, and the same text.
const focusedHeading = (page) => page.evaluate(() => (document.activeElement?.matches('h1') ? document.activeElement.textContent : ''));

describe('navigation', () => {
  before(async () => {
    await track('nv-a', 'Navigation A');
    await track('nv-b', 'Navigation B');
    await person('nv-nora', 'Nora Navigation');
  });

  it('moves the focus to the heading of the next page, and leaves it to the browser on the first one', async () => {
    const page = await open('#/tracks?q=Navigation');
    const link = page.locator('[data-track="nv-a"] h2').getByRole('link');
    await link.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await link.click();
    await eventually(async () => (await focusedHeading(page)) === 'Navigation A');
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await eventually(async () => (await focusedHeading(page)) === 'Map');
    await page.goBack();
    await eventually(async () => (await focusedHeading(page)) === 'Navigation A');
    await close(page);
  });

  it('shows the page of an address that changes right after the first page is rendered', async () => {
    const page = await open('#/tracks');
    await page.addInitScript(() => {
      new MutationObserver((changes, observer) => {
        if (document.querySelector('nav')) {
          observer.disconnect();
          location.hash = '#/map';
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Map', exact: true }).waitFor();
    await close(page);
  });

  it('keeps a search after Back and Reload, and starts anew from the menu', async () => {
    const page = await open('#/people');
    await page.getByRole('searchbox').fill('nora');
    await page.getByRole('link', { name: /Nora Navigation/ }).click();
    await page.getByRole('heading', { name: 'Nora Navigation' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'nora');
    assert.match(page.url(), /#\/people\?q=nora$/);
    await page.reload();
    await page.getByRole('link', { name: /Nora Navigation/ }).waitFor();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'nora');
    await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
    await eventually(async () => (await page.getByRole('searchbox').inputValue()) === '');
    await close(page);
  });

  it('goes on with the same form when a new step is created, so that nothing typed is lost', async () => {
    const page = await open('#/tracks/nv-a/steps/new');
    await page.getByLabel('Enroll people in').selectOption('nv-b');
    const confirmation = page.getByLabel('Confirmation', { exact: true });
    await confirmation.fill('first');
    const form = await page.getByRole('form', { name: 'Step' }).elementHandle();
    await confirmation.press('Enter');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await confirmation.fill('second');
    const [, id] = /#\/tracks\/nv-a\/steps\/(s\d+)$/.exec(page.url());
    assert.ok(await form.evaluate((element) => element.isConnected), 'the form is not loaded again');
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();
    assert.equal((await api('GET', `/v1/tracks/nv-a/steps/${id}`)).confirmationMessage, 'second');
    await page.reload();
    await page.getByRole('heading', { name: `Step ${id}` }).waitFor();
    await close(page);
  });

  it('never hides the element with the focus behind the bar at the bottom', async () => {
    for (const viewport of [{ width: 1280, height: 700 }, { width: 390, height: 700 }]) {
      const page = await open('#/tracks/nv-a/steps/new', { viewport });
      await page.getByRole('heading', { name: 'New step' }).waitFor();
      await page.getByRole('radio', { name: 'Manual' }).check();
      await page.getByRole('button', { name: 'Only people with an attribute' }).click();
      await page.getByRole('heading', { name: 'New step' }).focus();
      const hidden = [];
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate(async () => {
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          const at = document.activeElement;
          const bar = document.querySelector('.save-bar');
          if (!at?.closest('form') || bar.contains(at)) {
            return null;
          }
          const [box, top] = [at.getBoundingClientRect(), bar.getBoundingClientRect().top];
          return box.bottom > top + 1 ? `${at.tagName} ${at.textContent.slice(0, 20)} ${Math.round(box.bottom - top)}` : null;
        });
        if (found) {
          hidden.push(found);
        }
      }
      assert.deepEqual(hidden, [], `${viewport.width} pixels wide`);
      await close(page);
    }
  });

  it('wraps titles and names that have no place to wrap', async () => {
    const long = 'Unbreakable'.repeat(17);
    await track('nv-long', long, { description: long });
    await track('nv-long-2', `${long}2`);
    await person('nv-long', long, { attributes: { role: long } });
    await step('nv-long', 's1', 'nv-long-2', { audience: { [long]: [long] }, delay: { amount: 3, unit: 'months' } });
    await start('nv-long', 'nv-long');
    for (const viewport of [{ width: 1280, height: 860 }, { width: 360, height: 740 }]) {
      const page = await open('#/tracks', { viewport });
      for (const path of ['#/tracks', '#/tracks/nv-long', '#/tracks/nv-long/steps/s1', '#/map', '#/people', '#/people/nv-long']) {
        await page.evaluate((to) => void (location.hash = to), path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await eventually(async () => (await page.getByText('Loading', { exact: true }).count()) === 0);
        const wide = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('main, main .rows, main .card')]
            .filter((each) => each.scrollWidth > each.clientWidth + 1)
            .map((each) => each.className || each.tagName),
        );
        assert.deepEqual(wide, [], `${path}, ${viewport.width} pixels wide`);
      }
      await close(page);
    }
  });
});
