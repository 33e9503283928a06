import type { DocumentFailure } from '../../../contract/document.ts';
import { metadataAddresses } from '../../../core/banks/import/metadata-addresses.ts';
import { describeProposalFault } from '../../../core/banks/import/proposal.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { askForHost } from '../../ask-for-host.ts';
import type { BackgroundClient } from '../../background-client.ts';
import { message } from '../../browser.ts';
import { documentFailureText } from '../document-failure-text.ts';

/** A metadata document and where it was found. */
export interface FoundDocument {
  address: string;
  json: unknown;
}

/** Failures after which another address of the same host cannot do better. */
const FINAL: readonly DocumentFailure['kind'][] = ['no_permission', 'network', 'too_slow'];

/**
 * Looks for the metadata document of a server, at each address where it may lie until one has it; else why
 * none did, in sentences. Call it straight from a click: browsers want the gesture when they ask for hosts.
 *
 * @see RFC 8414 §3, OpenID Connect Discovery 1.0 §4
 */
export async function discover(
  client: BackgroundClient,
  typed: string,
): Promise<Result<FoundDocument, string[]>> {
  const addresses = metadataAddresses(typed);
  if (!addresses.ok) return err([describeProposalFault(addresses.error, message)]);
  const [first = ''] = addresses.value;
  if (!(await askForHost(first).catch(() => false))) return err([message('bank_host_denied')]);
  const sentences: string[] = [];
  for (const address of addresses.value) {
    const reply = await client.ask('fetchDocument', { url: address }).catch(() => undefined);
    if (!reply) return err([message('bank_worker_stopped')]);
    if (reply.ok && reply.value.status === 200) {
      return ok({ address, json: JSON.parse(reply.value.text) });
    }
    sentences.push(
      reply.ok
        ? message('import_status', address, reply.value.status)
        : documentFailureText(reply.error),
    );
    if (!reply.ok && FINAL.includes(reply.error.kind)) break;
  }
  return err([...new Set(sentences)]);
}
