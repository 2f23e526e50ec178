// An admin imports people from CSV files as spreadsheets write them. Every row is checked before the first one is saved.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { api, close, eventually, open, person, violations } from './console.mjs';

const LARGE = 600;

async function choose(page, name, buffer) {
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

async function exists(id) {
  return api('GET', `/v1/participants/${id}`).then(
    () => true,
    () => false,
  );
}

describe('import', () => {
  it('checks all rows of a file by Excel, saves the valid ones, and returns the others with reasons', async () => {
    await person('im-old', 'Old Person', { email: 'old@im.example.com' });
    const text =
      'Personalnummer;Full name;E-Mail;Manager;Abteilung;Aktiv\r\n' +
      'im-jürgen;Jürgen;;;;\r\n' +
      'im-zoe;Zoë Müller;zoe@im.example.com;im-old;"Forschung; Entwicklung";WAHR\r\n' +
      'im-old;Old Person;old@im.example.com;;Vertrieb;\r\n' +
      'im-two;Two;old@im.example.com;;;\r\n' +
      'im-zoe;Zoë again;;;;\r\n';
    const page = await open('#/people');
    await page.getByRole('link', { name: 'Import people' }).click();
    await choose(page, 'staff.csv', Buffer.from(text, 'latin1'));
    await page.getByText('Forschung; Entwicklung · Vertrieb').waitFor();
    assert.equal(await page.getByLabel('Encoding').inputValue(), 'windows-1252');
    assert.equal(await page.getByLabel('Separator').inputValue(), ';');
    assert.equal(await page.getByLabel('Field of Personalnummer').inputValue(), 'id');
    assert.equal(await page.getByLabel('Field of Manager').inputValue(), 'managerId');
    await page.getByLabel('Field of Abteilung').selectOption('attribute');
    await page.getByLabel('Name of the attribute in Abteilung').fill('department');
    await page.getByRole('region', { name: 'First people' }).getByText('Zoë Müller').waitFor();
    assert.deepEqual(await violations(page), []);

    await page.getByRole('button', { name: 'Check 5 rows' }).click();
    await page.getByRole('heading', { name: 'Checked' }).waitFor();
    const refused = page.getByRole('region', { name: 'Refused rows' });
    await refused.getByRole('row', { name: /1 im-jürgen Id: must consist of/ }).waitFor();
    await refused.getByRole('row', { name: '4 im-two the e-mail address old@im.example.com is also in row 3' }).waitFor();
    await refused.getByRole('row', { name: '5 im-zoe the id im-zoe is also in row 2' }).waitFor();
    assert.equal(await exists('im-zoe'), false);
    assert.deepEqual(await violations(page), []);

    await page.getByRole('button', { name: 'Import 2 people' }).click();
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    const zoe = await api('GET', '/v1/participants/im-zoe');
    assert.deepEqual(
      [zoe.name, zoe.managerId, zoe.active, zoe.attributes],
      ['Zoë Müller', 'im-old', true, { department: 'Forschung; Entwicklung' }],
    );
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download refused rows' }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), 'staff-refused.csv');
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    assert.equal(lines[0], '\uFEFFPersonalnummer;Full name;E-Mail;Manager;Abteilung;Aktiv;Why it was refused');
    assert.equal(lines[2], 'im-two;Two;old@im.example.com;;;;the e-mail address old@im.example.com is also in row 3');
    assert.equal(lines.length, 4);
    await close(page);
  });

  it('imports a large file in several requests, and repeats the rows that were not processed', async () => {
    const rows = Array.from({ length: LARGE }, (_, index) => `im-p${index}\tPerson\t${index}`);
    const page = await open('#/import-people');
    let failures = 0;
    await page.route('**/v1/participants/batch*', async (route) => {
      if (failures++ === 0) {
        await route.fulfill({ status: 503, contentType: 'application/json', body: '{"message":"Service Unavailable"}' });
      } else {
        await route.continue();
      }
    });
    await choose(page, 'all.txt', Buffer.from(`\uFEFFid\tFirst name\tSurname\r\n${rows.join('\r\n')}\r\n`, 'utf16le'));
    await page.getByRole('button', { name: `Check ${LARGE} rows` }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: `Import ${LARGE} people` }).click();
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    assert.equal(await page.getByRole('region', { name: 'Refused rows' }).count(), 0);
    assert.ok(failures > 2, `${failures} requests`);
    await page.unroute('**/v1/participants/batch*');
    assert.equal((await api('GET', `/v1/participants/im-p${LARGE - 1}`)).name, `Person ${LARGE - 1}`);

    // The same file again: nothing to do.
    await page.getByRole('button', { name: 'Import another file' }).click();
    await choose(page, 'all.csv', Buffer.from(`id,first name,last name\n${rows.join('\n').replaceAll('\t', ',')}\n`));
    await page.getByRole('button', { name: `Check ${LARGE} rows` }).click();
    await page.getByText('There is nothing to import').waitFor();
    await close(page);
  });

  it('says what is wrong with a file or the choice of columns, and imports nothing', async () => {
    const page = await open('#/import-people');
    await choose(page, 'quote.csv', Buffer.from('id,name\nim-q,"Quentin\n'));
    await page.getByText('is not valid CSV').waitFor();
    await choose(page, 'empty.csv', Buffer.from('id,name\n'));
    await page.getByText('The file has no rows after its header line.').waitFor();
    await choose(page, 'columns.csv', Buffer.from('key,name,mail\nim-q,Quentin,q@im.example.com\n'));
    await page.getByText('Choose the column for Id.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Check 1 row' }).count(), 0);
    await page.getByLabel('Field of key').selectOption('id');
    await page.getByRole('button', { name: 'Check 1 row' }).click();
    await eventually(() => page.getByRole('button', { name: 'Import 1 person' }).isVisible());
    assert.equal(await exists('im-q'), false);
    await close(page);
  });
});
