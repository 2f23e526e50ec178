import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { copyTitle, idFor, stepIdFor } = await load('slug.ts');

const IDS = {
  'Führung & Ärger: Größe': 'fuehrung-aerger-groesse',
  'STRASSE und Straße': 'strasse-und-strasse',
  'Ålesund, Ærø, København, Tromsø': 'aalesund-aeroe-koebenhavn-tromsoe',
  'Þórður og Guðrún': 'thordur-og-gudrun',
  'Forêt à l’œuvre, Noël': 'foret-a-loeuvre-noel',
  'Łódź – Żółć – Świętokrzyskie': 'lodz-zolc-swietokrzyskie',
  'Příliš žluťoučký kůň': 'prilis-zlutoucky-kun',
  'Año nuevo, coração': 'ano-nuevo-coracao',
  'Işık, İzmir': 'isik-izmir',
  'Đorđe i Ħal': 'dorde-i-hal',
  '  Week 1 — part 2!  ': 'week-1-part-2',
  '研修': '',
};

for (const [title, id] of Object.entries(IDS)) {
  it(`proposes “${id}” for “${title}”`, () => assert.equal(idFor(title), id));
}

it('writes a decomposed letter like a composed one', () => {
  assert.equal(idFor('Führung'.normalize('NFD')), 'fuehrung');
});

it('proposes at most 64 characters, and no hyphen at the end', () => {
  assert.equal(idFor(`${'a'.repeat(63)} b`), 'a'.repeat(63));
  assert.equal(idFor('ä'.repeat(40)).length, 64);
});

describe('the id of a new step', () => {
  it('is that of its title', () => assert.equal(stepIdFor('Führung beginnt', ['s1']), 'fuehrung-beginnt'));
  it('has a number if another step has it', () => {
    assert.equal(stepIdFor('Week 1', ['week-1']), 'week-1-2');
    assert.equal(stepIdFor('Week 1', ['week-1', 'week-1-2']), 'week-1-3');
    assert.equal(stepIdFor('a'.repeat(80), ['a'.repeat(64)]), `${'a'.repeat(60)}-2`);
  });
  it('is a number if the title is empty or cannot be written in ASCII', () => {
    assert.equal(stepIdFor('', ['s1', 's3']), 's2');
    assert.equal(stepIdFor('研修', []), 's1');
  });
  it('is never the address of a new step', () => assert.equal(stepIdFor('New!', []), 'new-2'));
});

it('shortens the title of a copy to 200 characters, and splits no emoji', () => {
  assert.equal(copyTitle('Week 1'), 'Copy of Week 1');
  assert.equal(copyTitle('🎉'.repeat(200)), `Copy of ${'🎉'.repeat(192)}`);
});
