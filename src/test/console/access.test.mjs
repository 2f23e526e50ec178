// Accessibility: WCAG 2.2 AA by axe in light and dark, a phone's width, keyboard only.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track, violations } from './console.mjs';

const PAGES = {
  tracks: ['#/tracks', 'Tracks'],
  track: ['#/tracks/ac-a', 'Access A'],
  report: ['#/tracks/ac-a/report', 'Report'],
  step: ['#/tracks/ac-a/steps/s2', 'Step s2'],
  'new step': ['#/tracks/ac-a/steps/new', 'New step'],
  map: ['#/map', 'Map'],
  people: ['#/people', 'People'],
  person: ['#/people/ac-amy', 'Amy Access'],
  'new person': ['#/new-person', 'Add a person'],
  'edited person': ['#/people/ac-amy/edit', 'Edit Amy Access'],
  import: ['#/import-people', 'Import people'],
  jobs: ['#/jobs', 'Jobs'],
  'new job': ['#/new-job/enroll?track=ac-a', 'Enroll people'],
  inbox: ['#/inbox', 'Inbox'],
  'not found': ['#/nowhere', 'Page not found'],
};

async function settled(page, title) {
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  await eventually(async () => (await page.getByText('Loading', { exact: true }).count()) === 0);
}

describe('access', () => {
  before(async () => {
    await track('ac-a', 'Access A');
    await track('ac-b', 'Access B');
    await track('ac-c', 'Access C', { status: 'paused' });
    await track('ac-d', 'Access D'); // Access B's only choice: A would close a loop.
    await step('ac-a', 's1', 'ac-b', { delay: { amount: 2, unit: 'days' } });
    await step('ac-a', 's2', 'ac-b', { enrollmentMethod: 'manual', invitationMessage: 'Come, {{user}}' });
    await person('ac-amy', 'Amy Access', { managerId: 'nobody', attributes: { role: 'engineer' } });
    await start('ac-a', 'ac-amy');
    await eventually(async () => (await api('GET', '/v1/participants/ac-amy/invitations')).data.length === 1);
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const [name, [path, title]] of Object.entries(PAGES)) {
      it(`meets WCAG AA: ${name}, ${colorScheme}`, async () => {
        const page = await open(path, { colorScheme });
        await settled(page, title);
        assert.deepEqual(await violations(page), []);
        await close(page);
      });
    }

    it(`meets WCAG AA: dialogs, errors and announcements, ${colorScheme}`, async () => {
      const page = await open('#/tracks?q=Access', { colorScheme });
      await page.getByRole('button', { name: 'Pause Access B' }).click();
      await page.getByText('enrolls into this one').waitFor();
      assert.deepEqual(await violations(page), [], 'pause');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'New track' }).click();
      assert.deepEqual(await violations(page), [], 'new track');
      await page.keyboard.press('Escape');
      await page.goto(new URL('/#/tracks/ac-a/steps/new', page.url()).href);
      await page.getByRole('button', { name: 'Role-based training' }).click();
      // The preset can still move the focus, which closes the list.
      const as = page.getByRole('combobox', { name: 'As', exact: true });
      await eventually(async () => {
        if ((await as.getAttribute('aria-expanded')) !== 'true') {
          await as.blur();
          await as.click();
        }
        return page.getByRole('listbox', { name: 'As' }).getByRole('option').first().isVisible();
      });
      assert.deepEqual(await violations(page), [], 'open list');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Create step' }).click();
      await page.locator('.field.invalid').first().waitFor();
      assert.deepEqual(await violations(page), [], 'errors');
      await page.context().close();
    });
  }

  for (const [name, [path, title]] of Object.entries(PAGES)) {
    it(`fits a phone: ${name}`, async () => {
      const page = await open(path, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
      await settled(page, title);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${width} pixels wide`);
      await close(page);
    });
  }

  it('configures a step with the keyboard only', async () => {
    const page = await open('#/tracks?q=Access');
    await settled(page, 'Tracks');
    const { keyboard } = page;
    const until = async (name, role) => {
      for (let i = 0; i < 80; i++) {
        const found = await page.evaluate(() => {
          const at = document.activeElement;
          const label = at?.labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '';
          return [label.trim(), at?.tagName.toLowerCase()];
        });
        if (found[0].startsWith(name) && (!role || role === found[1])) {
          return;
        }
        await keyboard.press('Tab');
      }
      assert.fail(`the keyboard does not reach ${name}`);
    };
    await keyboard.press('Tab');
    await until('Skip to the page');
    await keyboard.press('Enter');
    await until('Add step to Access B');
    await keyboard.press('Enter');
    await settled(page, 'New step');
    await until('Sequential onboarding');
    await keyboard.press('Enter');
    await until('Enroll people in', 'select');
    // Down to the first selectable option.
    await eventually(async () => {
      await keyboard.press('ArrowDown');
      return (await page.getByLabel('Enroll people in').inputValue()) !== '';
    });
    await until('Create step', 'button');
    await keyboard.press('Enter');
    await page.getByText('All saved').waitFor();
    const { data } = await api('GET', '/v1/tracks/ac-b/steps');
    assert.equal(data.length, 1);
    assert.deepEqual(data[0].delay, { amount: 1, unit: 'weeks', at: '09:00', workingDaysOnly: true });
    await close(page);
  });
});
