import { readPastedObject } from '../../core/banks/import/pasted-request-object.ts';
import type { JwtContent } from '../../core/oauth/jwt-content.ts';
import { type Parameter, valuesOf } from '../../core/oauth/parameter.ts';
import { decodeToken } from '../../core/tokens/decode-jwt.ts';

/** What a URL tells of a request that does not stand in it as plain parameters. */
export interface UrlObject {
  /** the JWT in it, where it can be read */
  object?: JwtContent;
  /** why the parameters cannot be known: the bank holds them, they lie elsewhere, or they are encrypted */
  unseen?: 'pushed' | 'elsewhere' | 'unreadable';
  /** the request's own parameters: those of the JWT count, and nothing else does. @see RFC 9101 §6.3 */
  parameters: Parameter[];
}

/** Looks for a request object in the parameters of a URL, or for what stands for one. @see RFC 9101 §5, RFC 9126 §4 */
export function readUrlObject(sent: readonly Parameter[]): UrlObject {
  const [jwt = ''] = valuesOf(sent, 'request');
  const [reference = ''] = valuesOf(sent, 'request_uri');
  const parameters = [...sent];
  if (jwt !== '') {
    const decoded = decodeToken(jwt);
    const { header, claims } = decoded.kind === 'jwt' ? decoded : {};
    if (!header || !claims) return { unseen: 'unreadable', parameters };
    const own = (readPastedObject(sent)?.parameters ?? []).flatMap(listed);
    const names = new Set(own.map(({ name }) => name));
    const clientId = sent.filter(({ name }) => name === 'client_id' && !names.has(name));
    return { object: { header, claims }, parameters: [...clientId, ...own] };
  }
  if (reference === '') return { parameters };
  return { unseen: /^https?:/i.test(reference) ? 'elsewhere' : 'pushed', parameters };
}

/** Several resources are one claim. @see RFC 8707 §2 */
function listed(parameter: Parameter): Parameter[] {
  const { name, value } = parameter;
  if (name !== 'resource' || !value.startsWith('[')) return [parameter];
  return (JSON.parse(value) as unknown[]).map((one) => ({ name, value: String(one) }));
}
