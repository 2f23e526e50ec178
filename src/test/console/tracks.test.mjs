import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { actAs, api, close, eventually, holdSave, open, person, pick, start, step, track } from './console.mjs';

/** Skips the person at the step to the paused track, and saves the track after that, still paused. */
async function skipDuringPause(id) {
  await person(id, 'Skipped Again');
  await track('tr-to', 'Tracks Target', { status: 'paused' });
  await start('tr-a', id);
  await eventually(async () =>
    (await api('GET', `/v1/participants/${id}/history`)).data.some((each) => each.reason === 'destination_not_active'),
  );
  await track('tr-to', 'Tracks Target', { status: 'paused', description: `Saved after ${id} was skipped.` });
}

async function enrolled(id) {
  await eventually(async () =>
    (await api('GET', `/v1/participants/${id}/enrollments`)).data.some((each) => each.trackId === 'tr-to'),
  );
}

describe('tracks', () => {
  before(async () => {
    await track('tr-a', 'Tracks A');
    await track('tr-b', 'Tracks B');
    await track('tr-c', 'Tracks C');
    await track('tr-to', 'Tracks Target');
    for (const id of ['tr-a', 'tr-b', 'tr-c']) {
      await step(id, 's1', 'tr-to', id === 'tr-a' ? { title: 'On to target' } : {});
    }
    await person('tr-tim', 'Tim Tracks');
  });

  it('lists each track with its status, its number of people and its incoming steps', async () => {
    await start('tr-c', 'tr-tim');
    await eventually(async () => (await api('GET', '/v1/tracks/tr-to/activity')).instances === 1);
    const page = await open('#/tracks?q=Tracks');
    const card = page.locator('[data-track="tr-to"]');
    await card.getByText('active', { exact: true }).waitFor();
    await card.getByText('1', { exact: true }).waitFor();
    for (const title of ['Tracks A', 'Tracks B', 'Tracks C']) {
      await card.getByRole('link', { name: title }).waitFor();
    }
    await close(page);
  });

  it('shows the impact before a pause, and offers to rerun skipped runs after a resume', async () => {
    await person('tr-skip', 'Skip Skipped');
    const page = await open('#/tracks?q=Tracks');
    const card = page.locator('[data-track="tr-to"]');
    await card.getByRole('button', { name: 'Pause Tracks Target' }).click();
    const asking = page.getByRole('dialog', { name: 'Pause Tracks Target?' });
    await asking.getByText('3 tracks enroll into this one').waitFor();
    assert.equal((await api('GET', '/v1/tracks/tr-to')).status, 'active', 'nothing is paused before the confirmation');
    await asking.getByRole('button', { name: 'Pause' }).click();
    await card.getByText('paused', { exact: true }).waitFor();
    assert.equal((await api('GET', '/v1/tracks/tr-to')).status, 'paused');

    await start('tr-a', 'tr-skip');
    await eventually(async () =>
      (await api('GET', '/v1/participants/tr-skip/history')).data.some((each) => each.reason === 'destination_not_active'),
    );
    await card.getByRole('button', { name: 'Resume Tracks Target' }).click();
    const again = page.getByRole('dialog', { name: 'Tracks Target is active again' });
    await again.getByText('Tracks A, step On to target').waitFor();
    await again.getByRole('button', { name: 'Run again' }).click();
    await page.getByText('1 skipped person runs again').waitFor();
    await eventually(async () =>
      (await api('GET', '/v1/participants/tr-skip/enrollments')).data.some((each) => each.trackId === 'tr-to'),
    );
    await close(page);
  });

  it('reruns everybody who was skipped since the pause, even if the track was saved since', async () => {
    await skipDuringPause('tr-late');
    const page = await open('#/tracks/tr-to');
    await page.getByRole('button', { name: 'Resume Tracks Target' }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByText('1 skipped person runs again').waitFor();
    await enrolled('tr-late');
    await close(page);
  });

  it('offers to rerun skipped people later, too, and says how many there are', async () => {
    await skipDuringPause('tr-later');
    const page = await open('#/tracks/tr-to');
    await page.getByRole('button', { name: 'Resume Tracks Target' }).click();
    await page.getByRole('button', { name: 'Not now' }).click();

    await page.getByRole('button', { name: 'Skipped people (1)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Skipped people of Tracks Target' });
    await dialog.getByText('Tracks A, step On to target: 1 skipped').waitFor();
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await enrolled('tr-later');

    await eventually(async () => {
      await page.reload();
      await page.getByRole('heading', { name: 'Steps', exact: true }).waitFor();
      return (await page.getByRole('button', { name: 'Skipped people' }).count()) === 0;
    });
    await close(page);
  });

  it('offers it for a reason that passed long ago, at the step that has skipped them', async () => {
    await api('PUT', '/v1/tracks/tr-b/steps/s1', { destinationTrackId: 'tr-to', enabled: false });
    await person('tr-dis', 'Dis Abled');
    await start('tr-b', 'tr-dis');
    await eventually(async () =>
      (await api('GET', '/v1/participants/tr-dis/history')).data.some((each) => each.reason === 'step_disabled'),
    );
    await api('PUT', '/v1/tracks/tr-b/steps/s1', { destinationTrackId: 'tr-to', confirmationMessage: 'Saved since.' });
    const page = await open('#/tracks/tr-b/steps/s1');
    await page.getByRole('button', { name: /^Skipped people/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Skipped people of step s1' });
    await dialog.getByRole('checkbox', { name: /1 skipped, the step is disabled/ }).waitFor();
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await enrolled('tr-dis');
    await page.reload();
    await page.getByRole('link', { name: 'All people who have reached it' }).click();
    const people = page.getByRole('list', { name: 'People who have reached it' });
    await people.getByRole('listitem').filter({ hasText: 'Dis Abled' }).getByText('Enrolled').waitFor();
    await close(page);
  });

  it('names the steps that the user may not run again, because another manager has the track', async () => {
    await person('tr-mona', 'Mona Manager');
    await track('tr-to', 'Tracks Target', { managers: ['tr-mona'] });
    const page = await open('#/tracks');
    await actAs(page, 'tr-mona', 'manager');
    await page.getByRole('link', { name: 'Tracks Target', exact: true }).click();
    await page.getByRole('button', { name: 'Skipped people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Skipped people of Tracks Target' });
    await dialog.getByText('tr-a, step s1: only a manager of that track can run it again').waitFor();
    assert.equal(await dialog.getByRole('button', { name: 'Run again' }).count(), 0);
    await close(page);
  });

  it('starts a person whom a manager names by id, with the keyboard', async () => {
    await person('tr-mona', 'Mona Manager');
    await person('tr-kim', 'Kim Keyboard');
    await track('tr-keys', 'Tracks Keys', { managers: ['tr-mona'] });
    const page = await open('#/tracks');
    await actAs(page, 'tr-mona', 'manager');
    await page.getByRole('link', { name: 'Tracks Keys', exact: true }).click();
    await page.getByRole('button', { name: 'Start a person' }).click();
    const field = page.getByRole('combobox', { name: 'Person', exact: true });
    await field.fill('tr-kim');
    await eventually(async () => (await field.getAttribute('placeholder')) === 'A person’s id');
    // The first takes the id, as it takes an option of a list; the second submits the form.
    await field.press('Enter');
    await field.press('Enter');
    await page.getByText('tr-kim has started Tracks Keys.').waitFor();
    await close(page);
  });

  it('accepts no text that would be lost while a track is created', async () => {
    const page = await open('#/tracks');
    await page.getByRole('button', { name: 'New track' }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Slow Track');
    const save = await holdSave(page);
    await page.getByRole('button', { name: 'Create' }).click();
    await save.sent;
    for (const label of ['Title', 'Id', 'Description']) {
      assert.equal(await page.getByRole('dialog').getByLabel(label, { exact: true }).isEditable(), false, label);
    }
    save.release();
    await page.getByRole('heading', { name: 'Slow Track' }).waitFor();
    await close(page);
  });

  it('creates a track, and starts a person in it', async () => {
    const page = await open('#/tracks');
    await page.getByRole('button', { name: 'New track' }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Über Tracks');
    await page.getByLabel('Id', { exact: true }).fill('tr-new');
    assert.equal(await page.getByLabel('Status').last().inputValue(), 'draft');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('No steps yet').waitFor();
    await page.getByRole('button', { name: 'Activate Über Tracks' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Start a person' }).click();
    await pick(page, 'Person', 'Tim Tracks');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Tim Tracks has started Über Tracks.').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'Tim Tracks' }).waitFor();

    await page.getByRole('button', { name: 'Start a person' }).click();
    await pick(page, 'Person', 'Tim Tracks');
    await page.getByRole('combobox', { name: 'Person', exact: true }).press('Enter');
    await page.getByText('Not enrolled: already started').waitFor();
    await api('PUT', '/v1/tracks/tr-new', { title: 'Über Tracks', status: 'paused' });
    await page.getByRole('checkbox', { name: /Even if they have started it before/ }).check();
    await page.getByRole('combobox', { name: 'Person', exact: true }).press('Enter');
    await page.getByText('Not enrolled: the track is paused.').waitFor();
    await close(page);
  });

  it('searches, filters and sorts the list, and keeps that in the address', async () => {
    await track('tr-old', 'Tracks Old', { status: 'archived' });
    const page = await open('#/tracks');
    const shown = () => page.locator('[data-track]').evaluateAll((all) => all.map((each) => each.dataset.track));
    await page.getByLabel('Title or id').fill('tracks');
    await page.getByLabel('Status').selectOption('archived');
    await eventually(async () => (await shown()).join() === 'tr-old');
    await page.getByLabel('Status').selectOption('');
    await page.getByLabel('Sort by').selectOption('updated');
    await eventually(async () => (await shown())[0] === 'tr-old');
    await page.locator('[data-track="tr-old"] h2').getByRole('link').click();
    await page.getByRole('heading', { name: 'Tracks Old' }).waitFor();
    await page.goBack();
    await eventually(async () => (await shown())[0] === 'tr-old');
    assert.equal(await page.getByLabel('Title or id').inputValue(), 'tracks');
    await close(page);
  });

  it('changes, duplicates and archives a track, and duplicates a step', async () => {
    await track('tr-edit', 'Tracks Edit', { description: 'Old' });
    await step('tr-edit', 's1', 'tr-c', { title: 'On to C', confirmationMessage: 'Copied text' });
    const page = await open('#/tracks/tr-edit');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit Tracks Edit' });
    await form.getByLabel('Title').fill('Tracks Edited');
    await form.getByLabel('Description').fill('New');
    await pick(page, 'Add a manager', 'Tim');
    await form.getByRole('list', { name: 'Managers' }).getByText('Tim Tracks').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Tracks Edited' }).waitFor();
    const saved = await api('GET', '/v1/tracks/tr-edit');
    assert.deepEqual([saved.description, saved.managers, saved.status], ['New', ['tr-tim'], 'active']);

    await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Tracks Copy');
    await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'Tracks Copy' }).waitFor();
    await page.getByText('Copied with 1 step.').waitFor();
    assert.equal((await api('GET', '/v1/tracks/tracks-copy')).status, 'draft');
    const copied = await api('GET', '/v1/tracks/tracks-copy/steps/s1');
    assert.deepEqual([copied.title, copied.confirmationMessage], ['On to C', 'Copied text']);

    await page.getByRole('link', { name: /^On to C Enrolls people in Tracks C/ }).click();
    await page.getByRole('link', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'New step' }).waitFor();
    assert.equal(await page.getByLabel('Confirmation', { exact: true }).inputValue(), 'Copied text');
    assert.equal(await page.getByLabel('Title').inputValue(), 'Copy of On to C');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.getByText('All saved').waitFor();
    const copy = await api('GET', '/v1/tracks/tracks-copy/steps/copy-of-on-to-c');
    assert.deepEqual([copy.title, copy.confirmationMessage], ['Copy of On to C', 'Copied text']);

    await page.getByRole('link', { name: 'Tracks Copy' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('dialog', { name: 'Archive Tracks Copy?' }).getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Tracks Copy is archived.').waitFor();
    assert.equal((await api('GET', '/v1/tracks/tracks-copy')).status, 'archived');
    await close(page);
  });
});
