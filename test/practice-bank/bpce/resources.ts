import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { bearerToken, type PracticeRequest } from '../http/practice-request.ts';
import type { BpceGrants, Role } from './bpce-grants.ts';
import { judgeSignature } from './request-signature.ts';

const basePath = '/stet/psd2/v1.6.2';

/**
 * Answers a resource request, or gives `undefined` for a path that is not one. An unusable token is
 * refused with 401 on the accounts and with 403 on the payments: the two dialects of these banks. So is a
 * wrong HTTP signature, with 400, and a missing one where the bank demands it.
 *
 * @see RFC 6750 §3.1
 */
export function answerResourceRequest(
  request: PracticeRequest,
  bankCode: string,
  grants: BpceGrants,
  { nowMs, demandSignature }: { nowMs: number; demandSignature: boolean },
): Answer | undefined {
  if (!request.path.startsWith(`${basePath}/`)) return undefined;
  const path = request.path.slice(basePath.length);
  const resource = findResource(path, bankCode);
  if (resource === undefined) return undefined;
  const { method, needed, status, body } = resource;
  if (request.method !== method) return methodNotAllowed(method);

  const role = grants.findRole(bearerToken(request.headers), bankCode);
  const refuse = (status: number, error: string, message: string, headers = {}) => {
    const timestamp = new Date(nowMs).toISOString();
    return jsonAnswer(status, { timestamp, status, error, message, path: request.path }, headers);
  };
  const signature = judgeSignature(request) ?? (demandSignature ? 'missing' : 'verified');
  if (signature !== 'verified') return refuse(400, 'Bad Request', `Signature: ${signature}`);
  if (role === needed) {
    if (method !== 'GET' && !isJsonObject(request)) {
      return refuse(400, 'FF01', 'The body must be a JSON object');
    }
    return jsonAnswer(status, body);
  }
  if (role !== undefined) {
    return refuse(403, 'Forbidden', `The role ${role} does not open this resource`);
  }
  if (needed === 'pisp') return refuse(403, 'Forbidden', 'Invalid token');
  return refuse(401, 'invalid_token', 'The access token is missing, expired or unknown', {
    'www-authenticate': 'Bearer error="invalid_token"',
  });
}

interface Resource {
  method: 'GET' | 'POST' | 'PUT';
  needed: Role;
  status: number;
  body: object;
}

function findResource(path: string, bankCode: string): Resource | undefined {
  if (path === '/consents') return { method: 'PUT', needed: 'aisp', status: 201, body: {} };
  if (path === '/payment-requests') {
    const href = `${basePath}/payment-requests/practice-payment`;
    const body = { _links: { request: { href }, consentApproval: { href } } };
    return { method: 'POST', needed: 'pisp', status: 201, body };
  }
  const payment = /^\/payment-requests\/([^/]+)$/.exec(path)?.[1];
  if (payment !== undefined) {
    return { method: 'GET', needed: 'pisp', status: 200, body: paymentStatus(payment) };
  }
  const body = accountResource(path, bankCode);
  return body && { method: 'GET', needed: 'aisp', status: 200, body };
}

function isJsonObject({ body, contentType }: PracticeRequest): boolean {
  try {
    return contentType === 'application/json' && typeof JSON.parse(body.toString()) === 'object';
  } catch {
    return false;
  }
}

function accountResource(path: string, bankCode: string): object | undefined {
  const accounts = practiceAccounts(bankCode);
  if (path === '/accounts') {
    return { accounts, _links: { self: { href: `${basePath}/accounts` } } };
  }
  const account = accounts.find((one) => path === `/accounts/${one.resourceId}/balances`);
  return account && { balances: account.balances, _links: { self: { href: basePath + path } } };
}

/** IBANs with the check digits 00, which no real one can have. */
function practiceAccounts(bankCode: string) {
  return [
    { name: 'Compte courant PRACTICE', suffix: '1', amount: '1234.56' },
    { name: 'Livret PRACTICE', suffix: '2', amount: '500.00' },
  ].map(({ name, suffix, amount }) => {
    const resourceId = `practice-account-${suffix}`;
    return {
      resourceId,
      accountId: { iban: `FR00${bankCode}00000PRACTICE00${suffix}00`, currency: 'EUR' },
      name,
      currency: 'EUR',
      usage: 'PRIV',
      cashAccountType: 'CACC',
      balances: [
        {
          name: 'Solde / Balance',
          balanceType: 'CLBD',
          balanceAmount: { currency: 'EUR', amount },
        },
      ],
      _links: { balances: { href: `${basePath}/accounts/${resourceId}/balances` } },
    };
  });
}

function paymentStatus(resourceId: string): object {
  return {
    paymentRequest: {
      resourceId,
      paymentInformationStatus: 'ACSC',
      chargeBearer: 'SLEV',
      creditor: { name: 'PRACTICE SHOP' },
    },
  };
}
