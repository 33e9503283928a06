import { useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { inspectedAddress, inspectedTabId } from '../browser.ts';
import { CheckUrlView } from './CheckUrlView.tsx';
import { checkUrl } from './check-url.ts';
import type { DraftForm } from './draft-form.ts';
import { fillFromUrl } from './fill-from-url.ts';
import { fieldId } from './form-problems.ts';

interface CheckUrlProps {
  banks: readonly Bank[];
  form: DraftForm;
  nowMs(): number;
  /** takes over the form as the URL has it */
  onUse(form: DraftForm): void;
}

/** Looks at a URL that somebody else built. Nothing is sent, and nothing of it is kept. */
export function CheckUrl({ banks, form, nowMs, onUse }: CheckUrlProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [untold, setUntold] = useState(false);
  const check = checkUrl(text, banks, nowMs());
  const change = (url: string) => {
    setUntold(false);
    setText(url);
  };
  return (
    <CheckUrlView
      open={open}
      text={text}
      check={check}
      canTake={inspectedTabId() !== undefined}
      untold={untold}
      onToggle={setOpen}
      onText={change}
      onTake={() =>
        void inspectedAddress().then((address) => {
          if (address === undefined) setUntold(true);
          else change(address);
        })
      }
      onUse={() => {
        if (check?.kind !== 'request' || !check.place) return;
        onUse(fillFromUrl(form, check.place, check.request));
        setOpen(false);
        // The pressed button folds away: the keyboard goes on in the form that it filled.
        document.getElementById(fieldId('bank'))?.focus();
      }}
    />
  );
}
