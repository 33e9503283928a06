import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

interface NoOauthProps {
  bank: string;
  onShowBank(): void;
}

/** In place of the rest of the form, for a bank without an OAuth flow: its card tells the way it has. */
export function NoOauth({ bank, onShowBank }: NoOauthProps) {
  return (
    <div class="card info stack tight">
      <p class="form-note">
        <Icon name="info" />
        <strong>{message('new_flow_no_oauth', bank)}</strong>
      </p>
      <p>{message('new_flow_no_oauth_meaning')}</p>
      <div>
        <button type="button" onClick={onShowBank}>
          {message('new_flow_show_bank')}
        </button>
      </div>
    </div>
  );
}
