import type { DocumentFailure } from '../../contract/document.ts';
import { networkFailureKey } from '../../core/lint/describe-network-failure.ts';
import type { MessageKey } from '../../core/messages.ts';
import { message } from '../browser.ts';

/** Why a document was not had, and what to do about it. */
export function documentFailureText(failure: DocumentFailure): string {
  switch (failure.kind) {
    case 'too_large':
      return message('document_too_large', failure.host);
    case 'not_json':
      return message('document_not_json', failure.host, failure.status);
    case 'redirected':
      return message('document_redirected', failure.host);
    default: {
      const { key, facts } = networkFailureKey(failure, 'none');
      return `${message(key, ...facts)} ${message(`${key}_fix` as MessageKey, ...facts)}`;
    }
  }
}
