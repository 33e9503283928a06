import type { DocumentFailure, DocumentReply } from '../../../contract/document.ts';
import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { servedEnvironments } from '../bank-facts.ts';

/** A host whose metadata document can be asked for, to find out whether it is the one that answers. */
export interface TestableHost {
  environment: string;
  /** address of the metadata document */
  url: string;
  /** what the profile says that the document names as its issuer */
  issuer: string | undefined;
}

export type HostOutcome =
  | { kind: 'asking' }
  | { kind: 'denied' }
  | { kind: 'worker_stopped' }
  | { kind: 'failed'; failure: DocumentFailure }
  | { kind: 'answered'; status: number; durationMs: number; issuer: IssuerVerdict; named: string };

/** How the issuer of a document compares with the profile's. @see RFC 8414 §3.3 */
export type IssuerVerdict = 'same' | 'different' | 'not_named' | 'nothing_to_compare';

export interface HostTest extends TestableHost {
  outcome: HostOutcome;
}

/** Hosts of environments of the same kind, of which somebody may wonder which one is alive. */
export function testableHosts(profile: BankProfile, bank: Bank): TestableHost[] {
  const documents = servedEnvironments(profile, bank).flatMap(({ environment, endpoints }) => {
    const url = endpoints.find(({ name }) => name === 'metadata')?.url;
    const issuer = endpoints.find(({ name }) => name === 'issuer')?.url;
    return url && URL.canParse(url) ? [{ environment, url, issuer }] : [];
  });
  return documents
    .filter(
      ({ environment: { kind } }) =>
        documents.filter((other) => other.environment.kind === kind).length > 1,
    )
    .map(({ environment, url, issuer }) => ({ environment: environment.label, url, issuer }));
}

/** What a host's answer says about it. */
export function judgeHost({ issuer }: TestableHost, reply: DocumentReply): HostOutcome {
  if (!reply.ok) return { kind: 'failed', failure: reply.error };
  const { status, durationMs, text } = reply.value;
  const named = issuerIn(text);
  return {
    kind: 'answered',
    status,
    durationMs,
    named: named ?? '',
    issuer:
      named === undefined
        ? 'not_named'
        : issuer === undefined
          ? 'nothing_to_compare'
          : named === issuer
            ? 'same'
            : 'different',
  };
}

function issuerIn(text: string): string | undefined {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null || !('issuer' in document))
    return undefined;
  return typeof document.issuer === 'string' ? document.issuer : undefined;
}
