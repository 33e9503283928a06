import { canAskForHosts, message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Preview } from './preview.ts';
import type { StartHow } from './start-flow.ts';

interface StartBarProps {
  preview: Preview | undefined;
  /** DevTools inspects a tab that the request can be opened in */
  hasInspectedTab: boolean;
  locked: boolean;
  /** an earlier press is still being answered */
  starting: boolean;
  onStart(how: StartHow): void;
}

/** The ways to start; the likeliest one is the form's own button, which Enter presses. */
export function StartBar({ preview, hasInspectedTab, locked, starting, onStart }: StartBarProps) {
  const reasonId = 'new-flow-locked';
  const host = hostOf(preview);
  const button = (how: StartHow, primary: boolean) => (
    <button
      key={how}
      type={primary ? 'submit' : 'button'}
      class={primary ? 'primary' : undefined}
      disabled={locked || starting}
      aria-describedby={locked ? reasonId : undefined}
      onClick={() => onStart(how)}
    >
      {how === 'copied' && <Icon name="copy" />}
      {message(`new_flow_start_${how}`)}
    </button>
  );
  return (
    <footer class="new-flow-actions row">
      {preview?.kind === 'token' && button('token', true)}
      {preview?.kind === 'authorization' && (
        <>
          {hasInspectedTab && button('inspected_tab', true)}
          {button('new_tab', !hasInspectedTab)}
          {button('copied', false)}
        </>
      )}
      {host !== undefined && !locked && (
        <span class="subtle">{message('new_flow_host_note', host)}</span>
      )}
      {locked && (
        <span id={reasonId} class="form-note subtle">
          <Icon name="lock" />
          {message('new_flow_locked')}
        </span>
      )}
    </footer>
  );
}

/** The host that a token request goes to, where the panel asks for it. */
function hostOf(preview: Preview | undefined): string | undefined {
  if (preview?.kind !== 'token' || !canAskForHosts()) return undefined;
  const { url } = preview.request;
  return URL.canParse(url) ? new URL(url).host : undefined;
}
