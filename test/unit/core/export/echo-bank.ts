import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlowPlan } from '../../../../src/core/oauth/request-draft.ts';
import { planFor } from '../../engine/plans.ts';

/** A bank that takes any client, and remembers what it was sent. */
export interface EchoBank {
  plan: FlowPlan;
  /** has every character that some format could take for its own */
  clientSecret: string;
  /** the decoded fields of each token request, in order of their names */
  seen: Record<string, string>[];
  close(): Promise<void>;
}

/** Starts it; its plan asks for a token of the client, with the secret in the form and in the query. */
export async function startEchoBank(): Promise<EchoBank> {
  const seen: EchoBank['seen'] = [];
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    incoming.on('end', () => {
      const query = incoming.url?.split('?')[1] ?? '';
      seen.push(Object.fromEntries([...new URLSearchParams(`${query}&${body}`)].toSorted()));
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(
        '{"access_token":"FAKE-token-0123456789","token_type":"Bearer","expires_in":60}',
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const plan = planFor('oidc', {
    grant: 'client_credentials',
    clientAuthentication: 'client_secret_post',
    variables: { issuer: `http://127.0.0.1:${port}` },
  });
  const [environment] = Object.values(plan.profile.environments);
  if (environment) environment.endpoints.tokenEndpoint = `http://127.0.0.1:${port}/token`;
  const [name = ''] = plan.profile.grants.client_credentials ?? [];
  Object.assign(plan.profile.requests[name] ?? {}, {
    url: '{tokenEndpoint}?key=[KEY]',
    substitute: { '[KEY]': '{clientSecret}' },
  });
  return {
    plan,
    clientSecret: `it's "50%" $HOME \`id\` \\ & = + #1 é € ; : <b>`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
