import { canAskForHosts, message } from '../browser.ts';
import { LiveChip } from '../flows/Chips.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { DraftForm } from './draft-form.ts';
import { holdHosts } from './hold-hosts.ts';
import type { Preview } from './preview.ts';
import type { StartHow } from './start-flow.ts';

interface StartBarProps {
  preview: Preview | undefined;
  /** DevTools inspects a tab that the request can be opened in */
  hasInspectedTab: boolean;
  /** what is started goes to real customers' accounts */
  live: boolean;
  locked: boolean;
  /** why, where no unlocking helps */
  barred: string | undefined;
  /** the redirect URI to which the bank posts its answer, where access to its host is asked for */
  posted: string | undefined;
  /** the form, where its redirect will be held */
  held?: DraftForm | undefined;
  /** an earlier press is still being answered */
  starting: boolean;
  onStart(how: StartHow): void;
}

/** The ways to start; the likeliest one is the form's own button, which Enter presses. */
export function StartBar(props: StartBarProps) {
  const { preview, live, locked, starting, onStart } = props;
  const reasonId = 'new-flow-locked';
  const host = hostOf(preview);
  const ways = waysToStart(preview, props.hasInspectedTab);
  if (preview?.kind === 'none') return null;
  return (
    <footer class="new-flow-actions row">
      {live && !locked && <LiveChip />}
      {ways.map((how, at) => (
        <button
          key={how}
          type={at === 0 ? 'submit' : 'button'}
          class={at === 0 ? 'primary' : undefined}
          disabled={locked || starting}
          aria-describedby={locked ? reasonId : undefined}
          onClick={() => onStart(how)}
        >
          {how === 'copied' && <Icon name="copy" />}
          {message(`new_flow_start_${how}`)}
        </button>
      ))}
      {props.held && !locked && ways.includes('new_tab') && <HeldNote form={props.held} />}
      {host !== undefined && !locked && (
        <span class="subtle">{message('new_flow_host_note', host)}</span>
      )}
      {props.posted !== undefined && !locked && preview?.kind === 'authorization' && (
        <span class="subtle">{message('new_flow_post_note', new URL(props.posted).host)}</span>
      )}
      {locked && (
        <span id={reasonId} class="form-note subtle">
          <Icon name="lock" />
          {props.barred ?? message('new_flow_locked')}
        </span>
      )}
    </footer>
  );
}

function waysToStart(preview: Preview | undefined, hasInspectedTab: boolean): StartHow[] {
  switch (preview?.kind) {
    case 'token':
      return ['token'];
    case 'incomplete':
      // Pressing one shows what is missing.
      return preview.grant === 'client_credentials' ? ['token'] : byRedirect(hasInspectedTab);
    case 'steps':
      return ['steps'];
    case 'authorization':
      // Until it is signed and pushed there is no URL to copy.
      return byRedirect(hasInspectedTab).filter(
        (how) => !preview.carried || (how !== 'copied' && how !== 'qr'),
      );
    default:
      return [];
  }
}

function byRedirect(hasInspectedTab: boolean): StartHow[] {
  const ways: StartHow[] = ['new_tab', 'copied', 'qr'];
  return hasInspectedTab ? ['inspected_tab', ...ways] : ways;
}

/** Says that the redirect will be held, and which host will be asked for. */
function HeldNote({ form }: { form: DraftForm }) {
  const [wanted] = canAskForHosts() ? holdHosts(form) : [];
  const asked =
    wanted === undefined ? [] : [message('new_flow_hold_host', new URL(wanted).hostname)];
  return <span class="subtle">{[message('new_flow_hold'), ...asked].join(' ')}</span>;
}

/** The host that the worker calls at once, where the panel asks for it. */
function hostOf(preview: Preview | undefined): string | undefined {
  if (!canAskForHosts()) return undefined;
  const { url = '' } =
    (preview?.kind === 'token' && preview.request) ||
    (preview?.kind === 'authorization' && preview.carried?.pushed) ||
    {};
  return URL.canParse(url) ? new URL(url).host : undefined;
}
