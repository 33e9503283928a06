import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';

type Messages = Record<string, { message: string }>;

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const english: Messages = read('_locales/en/messages.json');
const french: Messages = read('_locales/fr/messages.json');
const bankTexts: Record<string, string> = read('src/core/banks/catalogue-texts/fr.json');

/** What English says and French does not, in three words or more: shorter texts stand within others. */
const SENTENCES = [
  ...Object.entries(english)
    .filter(([key, { message }]) => message !== french[key]?.message)
    .map(([, { message }]) => message),
  ...Object.keys(bankTexts),
].filter((text) => !text.includes('$') && text.split(' ').length >= 3);

const BANK = 'Practice Caisse d’Epargne';

describe('the panel in a French browser, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium', { language: 'fr' });
  });
  afterAll(() => harness?.close());

  /** What the panel says, once it says something; none of it is an English sentence. */
  async function readFrench(fits: RegExp): Promise<void> {
    const text = await harness.panel.readAll(fits);
    expect(SENTENCES.filter((sentence) => text.includes(sentence))).toEqual([]);
  }

  it('says all of its main screens in French', async () => {
    const { panel, panelPage, bank } = harness;
    await readFrench(/Aucun flux pour l’instant/);
    await panel.click('button', 'Nouveau flux');
    // The labels of the form come from the bank's profile.
    await panel.find('textbox', 'Port de la banque d’entraînement');
    await readFrench(/Information sur les comptes \(AISP\).*URL d’autorisation/);

    await panel.click('button', 'Annuler');
    await flowWithTokens(panelPage, bank, BANK);
    await panel.click('row', `${BANK}, Information sur les comptes, Entraînement, Jetons reçus`);
    for (const [tab, fits] of [
      ['Chronologie', /Une redirection avec un code a été capturée/],
      ['Requête', /Paramètre Valeur response_type/],
      ['Redirection', /URI de redirection : celle de la requête/],
      ['Échange', /En-têtes de la réponse/],
      ['Constats', /Rien à signaler/],
    ] as const) {
      await panel.click('tab', tab);
      await readFrench(fits);
    }

    await panel.click('tab', 'Banques');
    await panel.fill('Rechercher une banque', 'Palatine', 'searchbox');
    await panel.readAll(/Banques : 1 sur \d+/);
    const list = await panel.find('grid', 'Banques');
    const cell = await list.waitForSelector('::-p-text(Banque Palatine)');
    await cell?.click();
    await readFrench(/Bon à savoir.*89C3 et 89c3 désignent le même hôte/);
    await panel.click('tab', 'Réglages');
    await readFrench(/Supprimer toutes les données/);
  });
});
