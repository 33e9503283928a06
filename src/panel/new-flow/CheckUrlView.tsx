import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { LiveChip } from '../flows/Chips.tsx';
import { UrlText } from '../flows/UrlText.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RawText } from '../ui/RawText.tsx';
import type { UrlCheck } from './check-url.ts';
import type { UrlPlace } from './fill-from-url.ts';
import { fieldId } from './form-problems.ts';
import { JwtText } from './JwtText.tsx';
import { authorizeRequest } from './move-form.ts';

export interface CheckUrlViewProps {
  open: boolean;
  text: string;
  /** `undefined` while there is no text */
  check: UrlCheck | undefined;
  /** DevTools inspects a tab whose address can be taken */
  canTake: boolean;
  /** the browser did not tell the inspected tab's address */
  untold: boolean;
  onToggle(open: boolean): void;
  onText(text: string): void;
  onTake(): void;
  onUse(): void;
}

/** A place to look at an authorization URL that some other program built. */
export function CheckUrlView(props: CheckUrlViewProps) {
  const { open, text, check, canTake, untold, onToggle, onText, onTake, onUse } = props;
  const id = fieldId('check-url');
  return (
    <details
      class="check-url"
      open={open}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary>{message('check_url_title')}</summary>
      {open && (
        <div class="stack">
          <Field
            id={id}
            label={message('check_url_field')}
            hint={message('check_url_hint')}
            error={fault(check, untold)}
          >
            <RawText id={id} rows={3} value={text} onText={onText} />
          </Field>
          {canTake && (
            <div>
              <button type="button" onClick={onTake}>
                <Icon name="link" />
                {message('check_url_take')}
              </button>
            </div>
          )}
          {check?.kind === 'request' && <CheckedUrl check={check} onUse={onUse} />}
        </div>
      )}
    </details>
  );
}

interface CheckedUrlProps {
  check: Extract<UrlCheck, { kind: 'request' }>;
  onUse(): void;
}

function CheckedUrl({ check: { url, request, place, findings }, onUse }: CheckedUrlProps) {
  const { object, unseen } = request;
  return (
    <>
      {place ? (
        <div class="stack tight">
          <PlaceName place={place} />
          {authorizeRequest(place.profile) && (
            <div>
              <button type="button" onClick={onUse}>
                {message('check_url_use')}
              </button>
            </div>
          )}
        </div>
      ) : (
        <p class="subtle">{message('check_url_unknown')}</p>
      )}
      <section class="stack tight" aria-label={message('check_url_checked')}>
        <h3>{message('check_url_checked')}</h3>
        <div class="request-text">
          <UrlText url={url} />
        </div>
        {unseen && (
          <p class="form-note">
            <Icon name="info" />
            <span>{message(`check_url_unseen_${unseen}`)}</span>
          </p>
        )}
      </section>
      {object && (
        <section class="stack tight" aria-label={message('check_url_object')}>
          <h3>{message('check_url_object')}</h3>
          <JwtText content={object} />
        </section>
      )}
      <div class="stack tight">
        <h3>{message('check_url_findings')}</h3>
        <FindingList findings={findings} label={message('check_url_findings')} />
      </div>
    </>
  );
}

function PlaceName({ place: { bank, profile, environment } }: { place: UrlPlace }) {
  const { label, kind } = profile.environments[environment] ?? {};
  return (
    <p class="row">
      <strong>{bank.name}</strong>
      <span>{inWords(profile.label)}</span>
      <span class="subtle">{label}</span>
      {kind === 'live' && <LiveChip />}
    </p>
  );
}

function fault(check: UrlCheck | undefined, untold: boolean): string | undefined {
  if (untold) return message('check_url_untold');
  return check?.kind === 'not_a_url' ? message('check_url_not_a_url') : undefined;
}
