// From page to page: the focus, the state in the address, what is typed meanwhile, and texts that cannot be wrapped.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, track } from './console.mjs';

const focusedText = (page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('navigation', () => {
  before(async () => {
    await track('nv-a', 'Navigation A');
    await track('nv-b', 'Navigation B');
    await person('nv-nora', 'Nora Navigation');
  });

  it('moves the focus to the heading of the next page, and leaves it to the browser on the first one', async () => {
    const page = await open('#/tracks');
    await page.getByRole('link', { name: 'Navigation A', exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await page.getByRole('link', { name: 'Navigation A', exact: true }).click();
    await eventually(async () => (await focusedText(page)) === 'Navigation A');
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await eventually(async () => (await focusedText(page)) === 'Map');
    await page.goBack();
    await eventually(async () => (await focusedText(page)) === 'Navigation A');
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
    assert.match(page.url(), /#\/tracks\/nv-a\/steps\/s1$/);
    assert.ok(await form.evaluate((element) => element.isConnected), 'the form is not loaded again');
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();
    assert.equal((await api('GET', '/v1/tracks/nv-a/steps/s1')).confirmationMessage, 'second');
    await page.reload();
    await page.getByRole('heading', { name: 'Step s1' }).waitFor();
    await close(page);
  });
});
