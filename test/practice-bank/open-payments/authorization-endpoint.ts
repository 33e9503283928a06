import { serveAuthorizationEndpoint } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import { englishPages } from '../authorization/english-pages.ts';
import type { BankState } from '../bank-state.ts';
import { openPaymentsBanks, openPaymentsClient } from '../clients.ts';
import type { CodeStore } from '../grants/code-store.ts';
import type { SiteDesign } from '../http/page.ts';
import { type AuthorizationRequest, judgeAuthorizationRequest } from './authorization-request.ts';
import type { PlatformConsents } from './platform-consent.ts';

const design: SiteDesign = {
  name: 'Open Payments practice platform',
  language: 'en',
  accent: '#14562f',
};

/** Where codes come from and what they are for. */
export interface AuthorizationSetup {
  redirectUris: readonly string[];
  consents: PlatformConsents;
  codes: CodeStore<AuthorizationRequest>;
}

/**
 * A function that answers `/connect/authorize` and the pages below it. A refusal ends the
 * authorisation; an approval counts only once its code was exchanged.
 */
export function serveConnectAuthorize(
  state: BankState,
  { redirectUris, consents, codes }: AuthorizationSetup,
) {
  return serveAuthorizationEndpoint(state, {
    path: '/connect/authorize',
    judge: (query) => judgeAuthorizationRequest(query, redirectUris, consents),
    pages: englishPages(design, ({ consent, scope }: AuthorizationRequest) => ({
      clientId: openPaymentsClient.client_id,
      asked: [`Your accounts at ${nameOfBank(consent.details.subject.bicFi)}`, scope],
    })),
    decide(request, decision) {
      const { redirectUri, scope, state: clientState, consent, authorisation } = request;
      if (decision === 'approved') {
        const code = codes.issue(request);
        return buildAuthorizationResponse(redirectUri, { code, scope, state: clientState });
      }
      authorisation.scaStatus = 'failed';
      consents.reject(consent);
      return buildAuthorizationResponse(redirectUri, {
        error: 'access_denied',
        error_description: 'The user refused the access.',
        state: clientState,
      });
    },
  });
}

function nameOfBank(bic: string): string {
  return openPaymentsBanks.find(({ bicFi }) => bicFi === bic)?.name ?? bic;
}
