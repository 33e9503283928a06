import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readShippedProfiles } from '../../../../src/cli/shipped-profiles.ts';
import { resolveCatalogue } from '../../../../src/core/banks/bank-list.ts';
import { type BankTexts, bankText } from '../../../../src/core/banks/bank-text.ts';
import { profileInWords } from '../../../../src/core/banks/profile-in-words.ts';
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';

const folder = new URL('../../../../src/core/banks/catalogue-texts/', import.meta.url);
const languages = readdirSync(folder).map((file) => file.replace('.json', ''));
const read = (language: string): BankTexts =>
  JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8'));

const profiles = resolveCatalogue(readShippedProfiles());
const shown = new Set<string>();
for (const profile of profiles) {
  profileInWords(profile, (english) => {
    shown.add(english);
    return english;
  });
}

/** Texts that stay in every language: names of people, brands, headers, products and API resources, words like Sandbox. */
const SAME = [
  ...['NLAA01', 'BEPB01', 'BEPB02', 'Signature'],
  ...['PSU-ID', 'PSU-Corporate-ID', 'PSU-IP-Address', 'PSU-User-Agent'],
  ...['API', 'Client ID', 'Introspection', 'Sandbox', 'Tenant', 'X-Nordea-Originating-Date'],
  ...['CLAIRE RECETTEB', 'GEORGES PERSONAC', 'LEA SANDBOXA'],
  ...['domestic', 'swedish-giro', 'sepa-credit-transfers', 'cross-border'],
  ...['accounts', 'consents', 'funds-confirmations', 'payment-requests'],
];

describe.each(languages)('the texts of the catalogue in "%s"', (language) => {
  const texts = read(language);

  it('are all there', () => {
    const missing = [...shown].filter((text) => !SAME.includes(text) && !(text in texts));
    expect(missing).toEqual([]);
  });

  it('are all shown', () => {
    expect(Object.keys(texts).filter((text) => !shown.has(text))).toEqual([]);
  });

  it('hold no control characters, and say something', () => {
    const wrong = Object.values(texts).filter((text) => !text.trim() || /\p{Cc}/u.test(text));
    expect(wrong).toEqual([]);
  });

  it('keep paths, codes and names of the wire', () => {
    const changed = Object.entries(texts).filter(([english, text]) =>
      (english.match(/\/[\w./-]*\w|\b\w+_\w+\b|\b\d{3,}\b/g) ?? []).some(
        (literal) => !text.includes(literal),
      ),
    );
    expect(changed).toEqual([]);
  });
});

describe('a profile for reading', () => {
  const bpce = profiles.find(({ id }) => id === 'bpce-aisp');
  if (!bpce) throw new Error('the catalogue has no bpce-aisp');
  const french = read('fr');
  const spoken = profileInWords(bpce, (english) => bankText(french, english));

  it('says labels, notes, quirks and explanations in the other language', () => {
    expect(spoken.environments.live?.label).toBe('Production (ancien hôte)');
    expect(spoken.quirks).toContain('89C3 et 89c3 désignent le même hôte.');
    expect(spoken.explanations?.map(({ fix }) => fix)).toContain(
      'Essayez un autre utilisateur de la sandbox.',
    );
    expect(Object.values(spoken.scope.doubtful ?? {}).join()).toContain('Les pages de limites');
  });

  it('keeps the names of banks, and all that is no text for people', () => {
    const marked = profileInWords(bpce, () => '');
    const names = (profile: typeof bpce) =>
      profile.variables.bankCode?.options?.map(({ label }) => label);
    expect(names(marked)).toEqual(names(bpce));
    expect(marked.group).toBe(bpce.group);
    expect(marked.sources).toEqual(bpce.sources);
    expect(Object.keys(marked.requests)).toEqual(Object.keys(bpce.requests));
  });

  it('leaves a text as it stands that the language does not have', () => {
    expect(bankText(french, 'A label of my own')).toBe('A label of my own');
    expect(bankText(french, 'constructor')).toBe('constructor');
  });
});

it('what a profile explains in a finding is said in the reader’s language', () => {
  const file = new URL('../../../../_locales/en/messages.json', import.meta.url);
  const messages = messagesFrom(JSON.parse(readFileSync(file, 'utf8')));
  const finding = {
    id: 'PX01',
    slug: 'profile-explanation',
    severity: 'warn',
    actor: 'you',
    source: '',
    facts: ['The bank has not implemented this call.', 'Leave it out for this bank.', '501', ''],
  } as const;
  const { seen, fix } = describeFinding(
    { ...finding, facts: [...finding.facts] },
    messages,
    read('fr'),
  );
  expect([seen, fix]).toEqual([
    'La banque n’a pas implémenté cet appel.',
    'Passez-vous-en pour cette banque.',
  ]);
});
