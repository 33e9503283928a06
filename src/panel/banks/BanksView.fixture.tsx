import type { JSX } from 'preact';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { capabilitiesOf } from '../../core/banks/capabilities.ts';
import { liveKey } from '../../core/banks/live-key.ts';
import { BanksView, type BanksViewProps } from './BanksView.tsx';
import { bankChoices } from './bank-facts.ts';
import { type HostOutcome, testableHosts } from './card/host-test.ts';
import {
  catalogueWith,
  copyFile,
  DEMANDING,
  exampleOf,
  richest,
  shippedCatalogue,
} from './example-catalogue.fixture.ts';
import { NO_FILTER } from './filter-banks.ts';

const hasLive = ({ environments }: BankProfile) =>
  Object.values(environments).some(({ kind }) => kind === 'live');
const live = exampleOf(hasLive);
const explained = exampleOf((profile) =>
  capabilitiesOf(profile).some(({ reach }) => reach === 'explained'),
);
const severalHosts = exampleOf((profile, bank) => testableHosts(profile, bank).length > 0);
const outcomes: HostOutcome[] = [
  {
    kind: 'answered',
    status: 200,
    durationMs: 143,
    issuer: 'same',
    named: 'https://issuer.example',
  },
  { kind: 'failed', failure: { kind: 'too_slow', afterMs: 20_000 } },
  {
    kind: 'answered',
    status: 200,
    durationMs: 88,
    issuer: 'different',
    named: 'https://other.example',
  },
  { kind: 'asking' },
  { kind: 'denied' },
  { kind: 'worker_stopped' },
  { kind: 'failed', failure: { kind: 'not_json', host: 'issuer.example', status: 404 } },
];
const tested = outcomes.map((outcome, at) => ({
  environment: `Sandbox ${at + 1}`,
  url: `https://host-${at + 1}.example/.well-known/openid-configuration`,
  issuer: 'https://issuer.example',
  outcome,
}));
const ownFile = copyFile(live.profile);
const withOwn = catalogueWith({ [String(ownFile.id)]: ownFile });
const plain = exampleOf(({ id }) => id === 'oidc');
const withDemands = catalogueWith({ 'oidc-copy': copyFile(plain.profile, DEMANDING) });
const withBroken = catalogueWith({
  broken: { extends: 'gone', id: 'broken', group: 'A bank of last month' },
  'own-dialect': { abstract: true, id: 'own-dialect', label: 'My dialect' },
});
const anyCountry = shippedCatalogue.banks.flatMap(({ profiles }) =>
  profiles.flatMap(({ countries }) => countries),
)[0];

/** Every state of the list and the card of a bank. */
export const fixtures: Record<string, () => JSX.Element> = {
  filled: () => draw({}),
  richest: () => draw({ selectedKey: richest().key }),
  practiceSelected: () => draw({ selectedKey: shippedCatalogue.banks[0]?.key }),
  liveLocked: () => draw({ selectedKey: live.bank.key }),
  liveUnlocked: () =>
    draw({
      selectedKey: live.bank.key,
      unlockedLive: [liveKey(live.profile, bankChoices(live.profile, live.bank))],
    }),
  certificate: () =>
    draw({
      selectedKey: exampleOf(({ clientCertificate }) => clientCertificate === 'required').bank.key,
    }),
  explained: () => draw({ selectedKey: explained.bank.key }),
  withoutOauth: () =>
    draw({ selectedKey: exampleOf(({ withoutOauth }) => withoutOauth !== undefined).bank.key }),
  manySteps: () =>
    draw({
      selectedKey: exampleOf(({ grants }) => (grants.authorization_code?.length ?? 0) > 2).bank.key,
    }),
  quirks: () => draw({ selectedKey: richest(({ quirks }) => quirks !== undefined).key }),
  severalHosts: () => draw({ selectedKey: severalHosts.bank.key }),
  hostsTested: () =>
    draw({
      selectedKey: severalHosts.bank.key,
      hostTests: new Map([
        [
          liveKey(severalHosts.profile, bankChoices(severalHosts.profile, severalHosts.bank)),
          tested,
        ],
      ]),
    }),
  filtered: () => draw({ filter: { ...NO_FILTER, service: 'aisp', reach: 'here' } }),
  filteredByCountry: () => draw({ filter: { ...NO_FILTER, country: anyCountry ?? '' } }),
  filteredToNothing: () => draw({ filter: { ...NO_FILTER, query: 'no such bank' } }),
  ownSelected: () =>
    draw({
      catalogue: withOwn,
      selectedKey: withOwn.banks.find(({ profiles }) =>
        profiles.some(({ id }) => id === ownFile.id),
      )?.key,
    }),
  demanding: () =>
    draw({
      catalogue: withDemands,
      selectedKey: withDemands.banks.find(({ profiles }) =>
        profiles.some(({ id }) => id === 'oidc-copy'),
      )?.key,
    }),
  broken: () => draw({ catalogue: withBroken }),
  workerStopped: () => draw({ problem: 'The background worker did not answer.' }),
  exportQuestion: () =>
    draw({
      exporting: {
        secrets: ['my-bank.environments.sandbox.defaults.clientSecret'],
        onExport: nothing,
        onCancel: nothing,
      },
    }),
  loading: () => draw({ catalogue: undefined }),
};

function nothing(): void {}

/** Beside a card, a dozen banks and its own: states that are about the list have all of them. */
function besideCard({ selectedKey, catalogue = shippedCatalogue }: Partial<BanksViewProps>) {
  const banks = catalogue.banks.filter(({ key }, at) => at < 12 || key === selectedKey);
  return { catalogue: { ...catalogue, banks } };
}

function draw(props: Partial<BanksViewProps>): JSX.Element {
  return (
    <BanksView
      catalogue={shippedCatalogue}
      filter={NO_FILTER}
      selectedKey={undefined}
      unlockedLive={[]}
      hostTests={new Map()}
      problem={undefined}
      exporting={undefined}
      onFilter={nothing}
      onSelect={nothing}
      actions={{
        newFlow: nothing,
        copy: nothing,
        edit: nothing,
        delete: nothing,
        exportOne: nothing,
        exportAll: nothing,
        importProfiles: nothing,
        testHosts: nothing,
        setLive: nothing,
      }}
      {...props}
      {...(props.selectedKey !== undefined && besideCard(props))}
    />
  );
}
