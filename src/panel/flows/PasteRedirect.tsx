import type { TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';

interface PasteRedirectProps {
  /** true when the redirect was taken */
  onPaste(url: string): Promise<boolean>;
  /** begins with the text box open */
  open?: boolean;
}

/** A button that opens a text box for a redirect URL that was copied from somewhere else. */
export function PasteRedirect({ onPaste, open: openAtFirst = false }: PasteRedirectProps) {
  const id = useId();
  const [open, setOpen] = useState(openAtFirst);
  const [url, setUrl] = useState('');
  const [missing, setMissing] = useState(false);
  if (!open) {
    return (
      <button type="button" onClick={() => setOpen(true)}>
        <Icon name="paste" />
        {message('action_paste_redirect')}
      </button>
    );
  }
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(url.trim() === '');
    if (url.trim() === '') document.getElementById(id)?.focus();
    else void onPaste(url.trim()).then((taken) => taken && setOpen(false));
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
  };
  return (
    <form class="paste-redirect stack" onSubmit={onSubmit}>
      <Field
        id={id}
        label={message('redirect_url_label')}
        hint={message('redirect_url_hint')}
        error={missing && message('redirect_url_missing')}
      >
        <textarea
          id={id}
          class="mono"
          dir="ltr"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          value={url}
          ref={openAtFirst ? null : focusBox}
          onInput={(event) => setUrl(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </Field>
      <div class="row">
        <button type="submit">{message('action_use_redirect')}</button>
        <button type="button" class="quiet" onClick={() => setOpen(false)}>
          {message('action_close')}
        </button>
      </div>
    </form>
  );
}

/** Brings the keyboard to a text box that a click has just opened. */
function focusBox(box: HTMLTextAreaElement | null): void {
  box?.focus();
}
