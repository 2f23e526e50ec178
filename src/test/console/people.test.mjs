// An admin adds, changes, deactivates and erases a person.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, pick, violations } from './console.mjs';

describe('people', () => {
  before(async () => {
    await person('pp-max', 'Max Manager', { email: 'max@pp.example.com' });
    await person('pp-used', 'Ursula Used');
  });

  it('adds a person after all errors are corrected, and changes them', async () => {
    const page = await open('#/people');
    await page.getByRole('link', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Björn Ærø');
    assert.equal(await page.getByLabel('Id', { exact: true }).inputValue(), 'bjorn-r');
    await page.getByLabel('Id', { exact: true }).fill('PP Bjorn');
    await page.getByLabel('E-mail').fill('max@pp.example.com');
    await pick(page, 'Time zone', 'oslo');
    await pick(page, 'Manager', 'Max Manager');
    await page.getByRole('button', { name: 'Add an attribute' }).click();
    await page.getByLabel('Name of attribute 1').fill('role');
    await page.getByLabel('Value of role').fill('engineer');
    const save = page.getByRole('button', { name: 'Add person' });

    await save.click();
    await page.getByText('must consist of a–z, 0–9, - and _').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.labels[0].textContent), 'Id');
    await page.getByLabel('Id', { exact: true }).fill('pp-used');
    await save.click();
    await page.getByText('is already used by another person').waitFor();
    await page.getByLabel('Id', { exact: true }).fill('pp-bjorn');
    await save.click();
    await page.getByText('already belongs to another person, whose id is pp-max').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('E-mail').fill('bjorn@pp.example.com');
    await save.click();
    await page.getByRole('heading', { name: 'Björn Ærø', exact: true }).waitFor();

    const saved = await api('GET', '/v1/participants/pp-bjorn');
    assert.deepEqual([saved.managerId, saved.timeZone, saved.attributes], ['pp-max', 'Europe/Oslo', { role: 'engineer' }]);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('combobox', { name: 'Manager' }).fill('');
    await page.getByLabel('Slack user id', { exact: true }).fill('U0PP');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Björn Ærø', exact: true }).waitFor();
    const changed = await api('GET', '/v1/participants/pp-bjorn');
    assert.deepEqual([changed.managerId, changed.slackUserId, changed.email], [null, 'U0PP', 'bjorn@pp.example.com']);
    await close(page);
  });

  it('shows what another admin has changed meanwhile, and overwrites it only on request', async () => {
    await person('pp-carl', 'Carl Conflict', { email: 'carl@pp.example.com' });
    const page = await open('#/people/pp-carl/edit');
    await page.getByLabel('Name', { exact: true }).fill('Carl Mine');
    await api('PUT', '/v1/participants/pp-carl', { name: 'Carl Theirs', email: 'carl@pp.example.com' });
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'root changed this person' });
    await dialog.getByRole('row', { name: /Name Carl Conflict Carl Theirs Carl Mine/ }).waitFor();
    assert.equal((await api('GET', '/v1/participants/pp-carl')).name, 'Carl Theirs');
    await dialog.getByRole('button', { name: 'Overwrite with mine' }).click();
    await page.getByRole('heading', { name: 'Carl Mine', exact: true }).waitFor();
    await close(page);
  });

  it('deactivates and erases a person after it has said what that means', async () => {
    await person('pp-dora', 'Dora Done', { email: 'dora@pp.example.com' });
    const page = await open('#/people/pp-dora');
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const asking = page.getByRole('dialog', { name: 'Deactivate Dora Done?' });
    await asking.getByText('Messages to Dora Done are refused.').waitFor();
    await asking.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('button', { name: 'Activate', exact: true }).waitFor();
    const { active, email } = await api('GET', '/v1/participants/pp-dora');
    assert.deepEqual([active, email], [false, 'dora@pp.example.com']);

    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Erase Dora Done…' }).click();
    const erasing = page.getByRole('dialog', { name: 'Erase Dora Done?' });
    await erasing.getByRole('button', { name: 'Erase' }).click();
    await erasing.getByText('is not pp-dora').waitFor();
    await erasing.getByLabel('To confirm, type pp-dora').fill('pp-dora');
    await erasing.getByRole('button', { name: 'Erase' }).click();
    await page.getByText('Dora Done is erased.').waitFor();
    await eventually(async () => (await api('GET', '/v1/participants?q=dora')).data.length === 0);
    await close(page);
  });
});
