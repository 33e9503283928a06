import { curlCommand } from '../../../core/export/curl-command.ts';
import type { HttpRequest } from '../../../core/oauth/http-message.ts';
import type { FlowPlan } from '../../../core/oauth/request-draft.ts';

/**
 * A step as a command for bash, with what a browser lacks: the client certificate as files, and a
 * signature as variables to be set before.
 */
export function stepCommand(request: HttpRequest, { profile }: FlowPlan, name: string): string {
  const needs = profile.requests[name]?.needs ?? [];
  const { clientCertificate, signature } = profile;
  const lines: string[] = [];
  if (needs.includes('client_certificate') || clientCertificate === 'required') {
    lines.push('--cert client.pem --key client.key');
  }
  if (needs.includes('http_signature')) {
    if (signature?.headers?.some((header) => header.toLowerCase() === 'digest')) {
      lines.push('--header "Digest: $DIGEST"');
    }
    lines.push('--header "Signature: $SIGNATURE"');
  }
  if (needs.includes('jws_signature')) lines.push('--header "x-jws-signature: $JWS_SIGNATURE"');
  return [curlCommand(request), ...lines].join(' \\\n  ');
}
