import { type BankAddresses, bankAddresses } from './bank-addresses.ts';
import type { BankState } from './bank-state.ts';
import { createBerlinBank } from './berlin/berlin-bank.ts';
import { createBpceBank } from './bpce/bpce-bank.ts';
import { createDialectBank } from './dialects/dialect-bank.ts';
import { dialectNames, findDialectName } from './dialects/dialects.ts';
import { createFapiBank } from './fapi/fapi-bank.ts';
import { fapiNames, findFapiHost, type TlsPorts } from './fapi/fapi-tenants.ts';
import { createHostileBank, isHostileHost } from './hostile/hostile-bank.ts';
import { type Answer, htmlAnswer, jsonAnswer, type Outcome } from './http/answer.ts';
import type { PracticeRequest } from './http/practice-request.ts';
import { indexPage } from './index-page.ts';
import { answerLandingRequest, landingHost } from './landings/landing-bank.ts';
import { createOpenPaymentsBank } from './open-payments/open-payments-bank.ts';
import { createOpenIdBank } from './openid/openid-bank.ts';
import { answerAppRequest } from './practice-app.ts';
import { answerPageAppRequest } from './practice-app-spa.ts';
import { answerWorkerAppRequest } from './practice-app-worker.ts';
import { lazySigningKey, type SigningKey } from './signing-key.ts';
import { refuseWithoutCertificate } from './tls/client-certificate.ts';
import { tlsDemand } from './tls/tls-hosts.ts';

/** Everything that is served but the control. */
export interface Hosts {
  ask(request: PracticeRequest): Promise<Outcome>;
  /** The key with which the bank on that host signs; `undefined` where it signs nothing. */
  signingKey(host: string): Promise<SigningKey> | undefined;
  /** Drops every code, token and session; signing keys are kept. */
  forgetGrants(): void;
}

/** Of all practice banks of a process, one after another: making an RSA key takes longer than starting a bank. */
const openPaymentsKey = lazySigningKey();
const openIdKey = lazySigningKey();
const fapiKeys = new Map(fapiNames.map((name) => [name, lazySigningKey('PS256')]));

/**
 * The banks and the practice app, chosen by the host name of the request.
 *
 * @param tlsPorts where the https half listens, without which there are no FAPI banks
 */
export function createHosts(state: BankState, port: number, tlsPorts?: TlsPorts): Hosts {
  const addresses = bankAddresses(port);
  const openBanks = () => ({
    bpce: createBpceBank(state, port),
    openPayments: createOpenPaymentsBank({
      issuer: addresses.openPayments,
      port,
      state,
      signingKey: openPaymentsKey,
    }),
    berlin: createBerlinBank(addresses.berlin, state, port),
    dialects: new Map(dialectNames.map((name) => [name, createDialectBank(name, state, port)])),
    fapi: new Map(
      [...fapiKeys].map(([name, key]) => [
        name,
        tlsPorts && createFapiBank(name, port, tlsPorts, state, key),
      ]),
    ),
    openId: createOpenIdBank(addresses.oidc, port, state, openIdKey),
  });
  let banks = openBanks();
  const answerHostile = createHostileBank(port);

  async function ask(request: PracticeRequest): Promise<Outcome> {
    if (request.host === 'oidc.localhost') return banks.openId(request);
    const fapiHost = findFapiHost(request.host);
    const fapiBank = fapiHost && banks.fapi.get(fapiHost.name);
    if (fapiBank !== undefined) return fapiBank(request, fapiHost?.isApi === true);
    if (isHostileHost(request.host)) return answerHostile(request);
    return { kind: 'answered', answer: await askForAnswer(request) };
  }

  async function askForAnswer(request: PracticeRequest): Promise<Answer> {
    const bankCode = /^(\d{5})\.bpce\.localhost$/.exec(request.host)?.[1];
    if (bankCode !== undefined) return banks.bpce(request, bankCode);
    const demand = tlsDemand(request.host);
    if (demand !== undefined) {
      const isTokenRequest = demand === 'certificate' && request.path.endsWith('/token');
      return (isTokenRequest && refuseWithoutCertificate(request)) || banks.bpce(request, '17515');
    }
    const dialect = findDialectName(request.host);
    const dialectBank = dialect && banks.dialects.get(dialect);
    if (dialectBank !== undefined) return dialectBank(request);
    if (request.host === landingHost || request.host.endsWith(`.${landingHost}`)) {
      return answerLandingRequest(request);
    }
    switch (request.host) {
      case 'berlin.localhost':
        return banks.berlin(request);
      case 'openpayments.localhost':
        return banks.openPayments(request);
      case 'app.localhost':
        return answerAppRequest(request, addresses);
      case 'sw-cache.app.localhost':
      case 'sw-network.app.localhost':
        return answerWorkerAppRequest(request, addresses);
      case 'spa.app.localhost':
        return answerPageAppRequest(request, addresses);
      case 'practice.localhost':
        return request.path === '/'
          ? htmlAnswer(200, await indexPage(addresses, port, tlsPorts))
          : jsonAnswer(404, { error: 'not_found' });
      default:
        return misdirected(addresses);
    }
  }

  return {
    ask,
    signingKey(host) {
      if (host === 'oidc.localhost') return openIdKey();
      const fapi = findFapiHost(host);
      return fapi && fapiKeys.get(fapi.name)?.();
    },
    forgetGrants() {
      banks = openBanks();
    },
  };
}

/** @see RFC 9110 §15.5.20 */
function misdirected(addresses: BankAddresses): Answer {
  return {
    status: 421,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `No practice bank has this host name. They are listed at ${addresses.index}/\n`,
  };
}
