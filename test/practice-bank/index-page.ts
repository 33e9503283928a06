import type { BankAddresses } from './bank-addresses.ts';
import { sealKey } from './bpce/request-signature.ts';
import {
  berlinClient,
  bpceBanks,
  bpceClientIds,
  dialectClient,
  fapiClient,
  fapiClientKeys,
  openIdBasicClient,
  openIdClient,
  openIdKeyClient,
  openPaymentsClient,
  practiceCredentials,
  registeredRedirectUris,
} from './clients.ts';
import { faultKinds } from './control/fault.ts';
import { dialectNames, dialects } from './dialects/dialects.ts';
import { fapiAddresses, fapiNames, fapiTenants, type TlsPorts } from './fapi/fapi-tenants.ts';
import { type Html, html } from './http/html.ts';
import { page, type SiteDesign } from './http/page.ts';

const design: SiteDesign = { name: 'Practice bank', language: 'en', accent: '#24405f' };

const verbs: readonly [verb: string, argument: string, effect: string][] = [
  ['POST /clock', '{"advanceSeconds": 3600}', 'moves the clock of the banks forward'],
  [
    'POST /lifetimes',
    '{"codeSeconds": 5}',
    'also accessTokenSeconds, refreshTokenSeconds, requestUriSeconds',
  ],
  [
    'POST /settings',
    '{"rotateRefreshToken": true}',
    'not at the OpenID bank, which always rotates; also demandSignature, at the BPCE-like banks',
  ],
  ['POST /faults', '{"path": "/stet/psd2/oauth/token", "kind": "down"}', 'kinds below'],
  ['POST /client-keys', '{"keys": […]}', 'registers public keys for the client of the FAPI banks'],
  ['POST /clear-faults', '{}', 'ends all faults'],
  ['POST /reset', '{}', 'everything as at the start; codes and tokens are forgotten'],
  ['GET /log', '', 'the requests so far'],
];

/**
 * The page that lists banks, clients, credentials and control verbs.
 *
 * @param tlsPorts where the https half listens, if there is one
 */
export async function indexPage(
  addresses: BankAddresses,
  port: number,
  tlsPorts: TlsPorts | undefined,
): Promise<Html> {
  const fapiRows = tlsPorts ? await rowsOfFapi(tlsPorts) : [];
  const { user, password, sms } = practiceCredentials;
  return page(
    design,
    'Practice banks on this computer',
    html`<h2>Log in as</h2>
<p>User ID <code>${user}</code>, password <code>${password}</code>, SMS code <code>${sms}</code>.</p>
<h2>Sites</h2>
${table(['Site', 'Origin', 'client_id', 'client_secret'], [...siteRows(addresses), ...fapiRows])}
<h2>Redirect URIs registered for every client</h2>
<ul>${registeredRedirectUris(port, tlsPorts?.tlsPort).map((uri) => html`<li><code>${uri}</code></li>`)}</ul>
<h2>Control</h2>
<p>At <code>${addresses.control}</code>, with a body of type <code>application/json</code>.</p>
${table(
  ['Verb', 'Example argument', 'Effect'],
  verbs.map(([verb, argument, effect]) => [code(verb), code(argument), html`${effect}`]),
)}
<h2>Fault kinds</h2>
<p>Each takes <code>path</code>, and if wanted <code>host</code>, <code>method</code> and
<code>times</code>.</p>
${table(
  ['Kind', 'Acts', 'Effect'],
  Object.entries(faultKinds).map(([kind, { stage, effect }]) => [
    code(kind),
    html`${stage}`,
    html`${effect}`,
  ]),
)}`,
    'wide',
  );
}

function siteRows(addresses: BankAddresses): Html[][] {
  const bpceRows = [...bpceBanks].map(([bankCode, name]) => [
    html`BPCE-like: ${name}`,
    code(addresses.bpce(bankCode)),
    html`${bpceClientIds.map((id) => html`<code>${id}</code><br>`)}`,
    html`none<details><summary>key that signs API requests, new in each
run</summary><pre>${sealKey().privateKey}</pre></details>`,
  ]);
  return [
    [html`Practice app`, html`<a href="${addresses.app}/">${addresses.app}</a>`, html``, html``],
    ...bpceRows,
    [
      html`Open-Payments-like`,
      code(addresses.openPayments),
      code(openPaymentsClient.client_id),
      code(openPaymentsClient.client_secret),
    ],
    [
      html`OpenID, with PKCE`,
      code(addresses.oidc),
      code(openIdClient.client_id),
      code(openIdClient.client_secret),
    ],
    [
      html`OpenID, secret in the header`,
      code(addresses.oidc),
      code(openIdBasicClient.client_id),
      code(openIdBasicClient.client_secret),
    ],
    [
      html`OpenID, signed assertion`,
      code(addresses.oidc),
      code(openIdKeyClient.client_id),
      privateKey(openIdKeyClient.kid, openIdKeyClient.privateKey),
    ],
    [
      html`Berlin Group: consent, then PKCE`,
      code(addresses.berlin),
      code(berlinClient.client_id),
      html`none`,
    ],
    ...dialectNames.map((name) => [
      html`Dialect: ${dialects[name].difference}`,
      code(addresses.dialect(name)),
      code(dialectClient.client_id),
      code(dialectClient.client_secret),
    ]),
  ];
}

async function rowsOfFapi(ports: TlsPorts): Promise<Html[][]> {
  const { ecPrivateKey, rsaPrivateKey } = await fapiClientKeys();
  const keys = html`${privateKey(openIdKeyClient.kid, ecPrivateKey)}
${privateKey(fapiClient.rsaKid, rsaPrivateKey)}`;
  return fapiNames.map((name) => {
    const { name: title, difference, authentication } = fapiTenants[name];
    return [
      html`${title}: ${difference}`,
      code(fapiAddresses(name, ports).issuer),
      code(fapiClient.client_id),
      authentication === 'private_key_jwt' ? keys : html`a certificate of the practice authority`,
    ];
  });
}

function privateKey(kid: string, pem: string): Html {
  return html`key ID <code>${kid}</code><details><summary>private key, new in each
run</summary><pre>${pem}</pre></details>`;
}

function code(text: string): Html {
  return text === '' ? html`` : html`<code>${text}</code>`;
}

function table(headings: string[], rows: Html[][]): Html {
  return html`<table>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>`;
}
