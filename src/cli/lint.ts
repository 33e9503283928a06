import {
  type AuthorizationRequestSubject,
  lintAuthorizationRequest,
} from '../core/lint/lint-authorization-request.ts';
import { parseAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { err, ok, type Result } from '../core/result.ts';
import { byName } from './authorize-url.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { findProfile } from './profiles.ts';

/** Judges an authorization URL that somebody else built. */
export const lint = defineCommand({
  name: 'lint',
  usage: '<url> [--bank ID] [--json]',
  summary: 'cli_lint',
  options: { bank: { type: 'string' } },
  positionals: 1,
  run({ values, positionals: [url] }) {
    if (url === undefined) return err(english('cli_missing_option', '<url>'));
    const request = parseAuthorizationRequest(url);
    if (!request) return err(english('cli_not_a_url', url));
    const bank = findBank(values.bank);
    if (!bank.ok) return bank;
    const findings = lintAuthorizationRequest({ request, ...bank.value });
    const { endpoint, parameters } = request;
    const json = { endpoint, parameters: byName(parameters), findings: describeAll(findings) };
    return ok({ json, text: printFindings(findings), findings });
  },
});

/** What is known of the bank: nothing, unless `--bank` names it. */
function findBank(
  id: string | undefined,
): Result<Omit<AuthorizationRequestSubject, 'request'>, string> {
  if (id === undefined) {
    return ok({});
  }
  const profile = findProfile(id);
  if (!profile.ok) return profile;
  const [clientAuthentication = 'none'] = profile.value.clientAuthentication;
  return ok({ profile: profile.value, clientAuthentication });
}
