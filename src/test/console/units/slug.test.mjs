import assert from 'node:assert/strict';
import { it } from 'node:test';
import { load } from './module.mjs';

const { idFor } = await load('slug.ts');

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
