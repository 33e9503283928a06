import type { JSX } from 'preact';
import type { Certificate } from '../../core/certificates/certificate.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import type { ClientKey } from '../../core/clients/client-key.ts';
import { CertificateFacts } from '../clients/CertificatePart.tsx';
import { PublicKeys } from '../clients/PublicKeys.tsx';
import { ClientFormView, type ClientFormViewProps } from './ClientFormView.tsx';
import { draftOf } from './client-draft.ts';
import { SettingsView, type SettingsViewProps } from './SettingsView.tsx';

const nothing = () => undefined;

const key: ClientKey = {
  id: 'k1',
  algorithms: ['PS256', 'RS256'],
  kid: 'made-up-key',
};

const publicJwk = { kty: 'EC', crv: 'P-256', x: 'made-up-x', y: 'made-up-y' };

const inMemory: SavedClient = {
  id: 'c1',
  label: 'Team sandbox client',
  clientId: 'PSDFR-ACPR-12345',
  redirectUris: ['https://app.example/callback', 'https://staging.app.example/callback'],
  clientAuthentication: 'client_secret_post',
  certificate: { organizationIdentifier: 'PSDFR-ACPR-12345', note: 'Test QWAC, until March' },
  secret: { id: 's1', kind: 'client_secret', length: 24, fingerprint: '00000000' },
  secretIs: 'in_memory',
  usedFor: ['bank-accounts', 'bank-payments'],
  createdAtMs: 0,
};
const signing: SavedClient = {
  id: 'c4',
  label: 'Signs',
  clientId: 'made-up-client',
  redirectUris: [],
  clientAuthentication: 'private_key_jwt',
  key,
  secretIs: 'none',
  usedFor: [],
  createdAtMs: 0,
};
const qwac: Certificate = {
  organizationIdentifier: 'PSDFR-ACPR-12345',
  roles: ['PSP_AI'],
  notBeforeMs: 0,
  notAfterMs: 30 * 86_400_000,
};
const gone: SavedClient = { ...inMemory, id: 'c2', label: 'QA client', secretIs: 'gone' };
const without: SavedClient = {
  id: 'c3',
  label: 'Certificate only',
  clientId: 'PSDFR-ACPR-54321',
  redirectUris: [],
  clientAuthentication: 'tls_client_auth',
  secretIs: 'none',
  usedFor: [],
  createdAtMs: 0,
};

const noKeys = {
  add: async () => ({ ok: true, value: key }) as const,
  create: async () => key,
  forget: async () => true,
};

const noClients: SettingsViewProps['clients'] = {
  clients: [],
  nowMs: 0,
  keys: noKeys,
  nameOf: (profileId) => profileId,
  onSave: async () => true,
  onDelete: nothing,
};

const reminders: SettingsViewProps['reminders'] = {
  notify: false,
  remindAccess: false,
  refused: false,
  onNotify: nothing,
  onRemindAccess: nothing,
};

/** Every state of the settings screen. */
export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => draw({}),
  loading: () => draw({ hosts: undefined }),
  hostsUnavailable: () => draw({ hosts: 'unavailable' }),
  filled: () =>
    draw({
      theme: 'dark',
      hosts: ['https://sandbox.bank.example/*', 'http://bank.localhost/*'],
      unlocked: [
        {
          key: 'bank-accounts/north',
          bank: 'Northern Example Bank',
          label: 'Account information (AISP)',
        },
        { key: 'gone-profile', bank: 'gone-profile', label: '' },
      ],
    }),
  failed: () => draw({ failed: true }),
  reminding: () => draw({ reminders: { ...reminders, notify: true, remindAccess: true } }),
  notifyRefused: () => draw({ reminders: { ...reminders, refused: true } }),
  clients: () => draw({ clients: { ...noClients, clients: [inMemory, gone, without, signing] } }),
  newClient: () => drawForm({}),
  changedClient: () => drawForm({ draft: draftOf(inMemory), secretIs: 'in_memory' }),
  forgettingSecret: () =>
    drawForm({
      draft: { ...draftOf(inMemory), secretInMemory: 'forget' },
      secretIs: 'in_memory',
    }),
  secretGone: () => drawForm({ draft: draftOf(gone), secretIs: 'gone' }),
  keyMissing: () => drawForm({ draft: { ...draftOf(signing), key: undefined } }),
  keySpare: () =>
    drawForm({
      draft: {
        ...draftOf(signing),
        clientAuthentication: 'self_signed_tls_client_auth',
        key: { ...key, algorithms: ['ES256'], publicJwk },
      },
    }),
  keyPublic: () => <PublicKeys clientKey={{ ...key, publicJwk }} open />,
  keyPublicUnknown: () => <PublicKeys clientKey={key} open />,
  keyStored: () => drawForm({ draft: draftOf(signing) }),
  certificateRead: () => (
    <CertificateFacts certificate={qwac} clientId="PSDFR-ACPR-12345" nowMs={0} />
  ),
  certificateOther: () => (
    <CertificateFacts
      certificate={{
        ...qwac,
        organizationIdentifier: undefined,
        roles: [],
      }}
      clientId=""
      nowMs={2e12}
    />
  ),
  faultyClient: () =>
    drawForm({
      draft: { ...draftOf(without), label: '', redirectUris: 'app.example/callback' },
      faults: [
        { field: 'label', kind: 'empty', value: '' },
        { field: 'clientId', kind: 'empty', value: '' },
        { field: 'redirectUris', kind: 'not_absolute', value: 'app.example/callback' },
        { field: 'organizationIdentifier', kind: 'organization_identifier', value: 'ACPR 12345' },
      ],
    }),
};

function draw(props: Partial<SettingsViewProps>): JSX.Element {
  return (
    <SettingsView
      theme="system"
      hosts={[]}
      unlocked={[]}
      clients={noClients}
      kept={undefined}
      reminders={reminders}
      history={{ keepFlows: 10_000, keepDays: 180, onKeep: nothing }}
      failed={false}
      onTheme={nothing}
      onRevoke={nothing}
      onLock={nothing}
      onDeleteAll={nothing}
      {...props}
    />
  );
}

function drawForm(props: Partial<ClientFormViewProps>): JSX.Element {
  return (
    <ClientFormView
      id="c1"
      draft={draftOf(undefined)}
      nowMs={0}
      keys={noKeys}
      secretIs="none"
      faults={[]}
      onChange={nothing}
      onLeave={nothing}
      onSave={nothing}
      onCancel={nothing}
      {...props}
    />
  );
}
