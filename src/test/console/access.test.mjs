// Accessibility: WCAG 2.2 AA by axe on each page of the console in light and dark, on a phone and a desktop; keyboard only.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { actAs, api, close, eventually, open, person, start, step, track, violations } from './console.mjs';
import { load } from './units/module.mjs';

/** For each route of the console, addresses with the heading of the page there. */
const PAGES = {
  '': [['', 'Tracks']],
  tracks: [['tracks?q=Access', 'Tracks']],
  'tracks/:track': [['tracks/ac-a', 'Access A']],
  'tracks/:track/report': [['tracks/ac-a/report', 'Report']],
  'tracks/:track/steps/:step': [
    ['tracks/ac-a/steps/s2', 'Step s2'],
    ['tracks/ac-a/steps/new', 'New step'],
  ],
  'tracks/:track/steps/:step/people': [['tracks/ac-a/steps/s2/people', 'People who have reached it']],
  map: [['map', 'Map']],
  people: [['people', 'People']],
  'people/:person': [['people/ac-amy', 'Amy Access']],
  'people/:person/edit': [['people/ac-amy/edit', 'Edit Amy Access']],
  'new-person': [['new-person', 'Add a person']],
  'import-people': [['import-people', 'Import people']],
  jobs: [['jobs', 'Jobs']],
  'jobs/:job': [['jobs/{job}', 'Enroll people']],
  'new-job/:kind': [
    ['new-job/enroll?track=ac-a', 'Enroll people'],
    ['new-job/undo?track=ac-a&step=s2', 'Undo a step'],
  ],
  'my-tracks': [['my-tracks', 'No participant']],
  undeliverable: [['undeliverable', 'Undeliverable messages']],
  inbox: [['inbox', 'Inbox']],
};

const NOT_FOUND = ['nowhere', 'Page not found'];

const DESKTOP = { width: 1280, height: 860 };
/** The narrowest window without scrolling in two directions (WCAG 1.4.10). */
const PHONE = { width: 320, height: 640 };

async function settled(page, title) {
  await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
  await eventually(async () => (await page.getByText('Loading', { exact: true }).count()) === 0);
}

/** Waits until the page is drawn in its colours: buttons change them gradually. */
async function drawn(page) {
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(transitions.map((each) => each.finished));
  });
}

/** What is wrong with the page in light and dark, in a narrow and in a wide window. */
async function problems(page, name) {
  const found = [];
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    await drawn(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > viewport.width) {
      found.push(`${name}: ${width} pixels wide in a window of ${viewport.width}`);
    }
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      const violated = await violations(page);
      found.push(...violated.map((each) => `${name}, ${colorScheme}, ${viewport.width} pixels: ${each}`));
    }
  }
  return found;
}

/** Goes to the page as a link does, and shows all that is folded on it. */
async function visit(page, address, title) {
  await page.evaluate((to) => void (location.hash = to), `#/${address}`);
  await settled(page, title);
  await eventually(() => page.evaluate((text) => document.activeElement?.matches('h1') && document.activeElement.textContent === text, title));
  await page.evaluate(() => document.querySelectorAll('main details').forEach((each) => (each.open = true)));
}

/** A message that cannot be delivered, because its recipient was deactivated. */
async function undeliverable() {
  await person('ac-una', 'Una Access');
  await start('ac-a', 'ac-una');
  await eventually(async () => (await api('GET', '/v1/participants/ac-una/invitations')).data.length === 1);
  await person('ac-una', 'Una Access', { active: false });
  await api('POST', '/v1/participants/ac-una/invitations/ac-b/1/resend');
  await eventually(async () => (await api('GET', '/v1/undeliverable')).data.some((each) => each.participantId === 'ac-una'));
}

describe('access', () => {
  let jobId;
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
    await undeliverable();
    jobId = (await api('POST', '/v1/jobs', { kind: 'enroll', trackId: 'ac-a', who: { participants: ['ac-amy', 'ac-nobody'] } })).id;
    await eventually(async () => (await api('GET', `/v1/jobs/${jobId}`)).status === 'done');
  });

  it('has a page in this test for each of its routes', async () => {
    const { ROUTES } = await load('routes.ts');
    assert.deepEqual(Object.keys(PAGES).sort(), [...ROUTES].sort());
  });

  it('meets WCAG AA, fits its window and focuses its heading: each page, in light and dark, on a phone and a desktop', async () => {
    const page = await open('#/inbox');
    await settled(page, 'Inbox');
    const found = [];
    for (const [address, title] of [...Object.values(PAGES).flat(), NOT_FOUND]) {
      await visit(page, address.replace('{job}', jobId), title);
      found.push(...(await problems(page, address)));
    }
    assert.deepEqual(found, []);
    await close(page);
  });

  it('meets WCAG AA and fits its window: the page of a participant', async () => {
    const page = await open('#/');
    await actAs(page, 'ac-amy');
    await settled(page, 'My tracks');
    await page.getByRole('list', { name: 'Open invitations' }).waitFor();
    assert.deepEqual(await problems(page, 'my tracks'), []);
    await close(page);
  });

  for (const colorScheme of ['light', 'dark']) {
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
