import type { ClientKey } from '../../core/clients/client-key.ts';
import { publicJwks } from '../../core/clients/public-jwks.ts';
import { message } from '../browser.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { downloadJson } from '../ui/download.ts';
import { Icon } from '../ui/Icon.tsx';

/** The public half of a key, as a bank wants it registered. Folded away until it is wanted. */
export function PublicKeys({ clientKey, open }: { clientKey: ClientKey; open?: boolean }) {
  const jwks = publicJwks(clientKey);
  return (
    <details open={open}>
      <summary>{message('client_key_jwks')}</summary>
      {jwks === undefined ? (
        <p class="subtle">{message('client_key_jwks_unknown')}</p>
      ) : (
        <div class="stack tight">
          <p class="subtle">{message('client_key_jwks_hint')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself */}
          <pre class="jwks mono" dir="ltr" tabIndex={0}>
            {jwks}
          </pre>
          <div class="row">
            <CopyButton label={message('client_key_jwks_copy')} text={jwks} />
            <button type="button" onClick={() => downloadJson('jwks.json', jwks)}>
              <Icon name="export" />
              {message('client_key_jwks_save')}
            </button>
          </div>
        </div>
      )}
    </details>
  );
}
