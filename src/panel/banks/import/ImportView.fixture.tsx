import type { JSX } from 'preact';
import {
  catalogueWith,
  copyFile,
  exampleOf,
  shippedCatalogue,
} from '../example-catalogue.fixture.ts';
import { ImportView, type ImportViewProps } from './ImportView.tsx';
import { type ImportChoices, importRows } from './import-rows.ts';
import {
  sourceFromAuthorizationUrl,
  sourceFromCurl,
  sourceFromMetadata,
  sourcesFromPostman,
} from './propose-source.ts';
import { type ImportSource, readTexts } from './read-source.ts';

const { profile } = exampleOf(({ environments }) =>
  Object.values(environments).some(({ kind }) => kind === 'live'),
);
const file = copyFile(profile);
const own = catalogueWith({ [String(file.id)]: { ...file, label: 'Mine' } });
const [environment = ''] = Object.keys(profile.environments);
const withSecret = copyFile(profile, {
  environments: { [environment]: { defaults: { clientSecret: 'FAKE-client-secret' } } },
});
const postman = JSON.stringify({
  auth: {
    type: 'oauth2',
    oauth2: [
      { key: 'grant_type', value: 'client_credentials' },
      { key: 'accessTokenUrl', value: 'https://bank.example/token' },
      { key: 'clientSecret', value: 'FAKE-SECRET' },
    ],
  },
});
const typed = { files: '', discovery: '', authorize: '', curl: '', postman: '' };
const authorizationUrl =
  'https://bank.example/authorize?response_type=code&client_id=FAKE&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb&scope=aisp';
const curl =
  "curl https://bank.example/token -d grant_type=client_credentials -d client_id=FAKE -d 'client_secret=FAKE-secret'";
const metadata = {
  issuer: 'https://bank.example',
  authorization_endpoint: 'https://bank.example/authorize',
  token_endpoint: 'https://bank.example/token',
};
const address = 'https://bank.example/.well-known/openid-configuration';

/** Every state of an import. */
export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => draw([]),
  read: () => draw(read(file)),
  taken: () => draw(read(file), {}, own),
  replaced: () =>
    draw(read(file), { choices: choose({ replace: new Set([String(file.id)]) }) }, own),
  same: () => draw(read(file), {}, catalogueWith({ [String(file.id)]: file })),
  faults: () => draw([...read({ ...file, id: 'Not an id', group: 7 }), ...read({ id: 'x' })]),
  brokenJson: () => draw(readTexts([{ name: 'cut-off.json', text: '[{' }], shippedCatalogue)),
  secrets: () => draw(read(withSecret)),
  secretsKept: () => draw(read(withSecret), { choices: choose({ secrets: 'kept' }) }),
  discovery: () => draw([], { tab: 'discovery' }),
  discovering: () => draw([], { tab: 'discovery', busy: true }),
  discovered: () =>
    draw([sourceFromMetadata({ address, json: metadata }, shippedCatalogue)], {
      tab: 'discovery',
    }),
  doubtful: () =>
    draw(
      [
        sourceFromMetadata(
          { address, json: { ...metadata, issuer: 'https://other.example' } },
          shippedCatalogue,
        ),
      ],
      { tab: 'discovery' },
    ),
  notFound: () =>
    draw(
      [
        {
          name: 'bank.example',
          notes: [],
          outcome: { kind: 'refused', sentences: ['bank.example answered with status 404.'] },
        },
      ],
      { tab: 'discovery' },
    ),
  authorizationUrl: () =>
    draw([sourceFromAuthorizationUrl(authorizationUrl, shippedCatalogue)], {
      tab: 'authorize',
      typed: { ...typed, authorize: authorizationUrl },
    }),
  curl: () =>
    draw([sourceFromCurl(curl, shippedCatalogue)], {
      tab: 'curl',
      typed: { ...typed, curl },
    }),
  postman: () =>
    draw(sourcesFromPostman(postman, shippedCatalogue), {
      tab: 'postman',
      typed: { ...typed, postman },
    }),
  notACurl: () => draw([sourceFromCurl('wget x', shippedCatalogue)], { tab: 'curl' }),
  notSaved: () => draw(read(file), { problem: 'The profile was not saved.' }),
};

function read(one: object): ImportSource[] {
  const name = `${'id' in one ? one.id : 'profile'}.json`;
  return readTexts([{ name, text: JSON.stringify(one, null, 2) }], shippedCatalogue);
}

function choose(change: Partial<ImportChoices>): ImportChoices {
  return { replace: new Set(), secrets: 'left_out', ...change };
}

function draw(
  sources: readonly ImportSource[],
  props: Partial<ImportViewProps> = {},
  catalogue = shippedCatalogue,
): JSX.Element {
  const nothing = () => undefined;
  return (
    <ImportView
      tab="files"
      typed={typed}
      busy={false}
      sources={sources}
      trusted={new Set()}
      rows={importRows(sources, catalogue)}
      choices={choose({})}
      problem={undefined}
      onTab={nothing}
      onTyped={nothing}
      onFiles={nothing}
      onDiscover={nothing}
      onRemove={nothing}
      onTrust={nothing}
      onChoices={nothing}
      onAdd={nothing}
      onCancel={nothing}
      {...props}
    />
  );
}
