import type { ComponentChildren } from 'preact';
import { message } from '../browser.ts';
import { ariaKeys, withKey } from '../keys/key-text.ts';
import { Icon } from '../ui/Icon.tsx';
import { Switch } from '../ui/Switch.tsx';
import './flows.css';

interface FlowToolbarProps {
  /** whether "New flow" is what the view is about */
  primary: boolean;
  canCompose: boolean;
  canClear: boolean;
  reconnecting: boolean;
  /** what keeps the worker from reading, in the browser's words */
  unreadable: string | undefined;
  /** clearing or undoing got no answer */
  workerSilent: boolean;
  holds: boolean;
  onHolds(on: boolean): void;
  onNewFlow(): void;
  onClear(): void;
  /** shows the keys */
  onKeyHelp(): void;
  /** buttons, behind the others */
  records?: ComponentChildren;
  /** switches, before the buttons */
  children?: ComponentChildren;
}

/** What can be done with the list as a whole, from every screen. */
export function FlowToolbar(props: FlowToolbarProps) {
  const { primary, canCompose, canClear, reconnecting, workerSilent, onNewFlow, onClear } = props;
  const { unreadable, holds, onHolds, children } = props;
  return (
    <>
      <div class="strip-end">
        <span class="subtle" role="status">
          {reconnecting && unreadable === undefined && message('reconnecting')}
        </span>
        <div class="flow-toolbar" role="toolbar" aria-label={message('toolbar_label')}>
          {children}
          <Switch
            label={message('switch_hold')}
            title={message('switch_hold_title')}
            icon="pause"
            on={holds}
            onChange={onHolds}
          />
          <button
            type="button"
            class={primary ? 'primary' : ''}
            disabled={!canCompose}
            title={message('action_new_flow')}
            onClick={onNewFlow}
          >
            <Icon name="plus" />
            <span class="word">{message('action_new_flow')}</span>
          </button>
          <button
            type="button"
            class="quiet"
            disabled={!canClear}
            aria-keyshortcuts={ariaKeys('clear')}
            title={withKey(message('action_clear_title'), 'clear')}
            onClick={onClear}
          >
            <Icon name="trash" />
            <span class="word">{message('action_clear')}</span>
          </button>
          {props.records}
          <button
            type="button"
            class="quiet icon-only"
            aria-label={message('key_sheet_title')}
            aria-keyshortcuts={ariaKeys('key_help')}
            title={withKey(message('key_sheet_title'), 'key_help')}
            onClick={props.onKeyHelp}
          >
            <Icon name="unknown" />
          </button>
        </div>
      </div>
      {unreadable !== undefined && (
        <span class="problem worker-silent" role="alert">
          {message('toolbar_unreadable', unreadable)}
        </span>
      )}
      {workerSilent && (
        <span class="problem worker-silent" role="alert">
          {message('toolbar_worker_silent')}
        </span>
      )}
    </>
  );
}
