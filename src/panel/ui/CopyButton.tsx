import { useContext, useState } from 'preact/hooks';
import { copyText, message } from '../browser.ts';
import { StoreContext } from '../store-context.ts';
import { Icon } from './Icon.tsx';

interface CopyButtonProps {
  label: string;
  /** what to copy, made within the click */
  text: string | (() => string);
}

/** Copies in the click and says so in the toast; says it in place when the browser did not copy. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const toast = useContext(StoreContext)?.toast;
  const [failed, setFailed] = useState(false);
  const onClick = () => {
    const copied = copyText(typeof text === 'string' ? text : text());
    setFailed(!copied);
    if (copied && toast) toast.value = message('toast_copied');
  };
  return (
    <>
      <button type="button" onClick={onClick}>
        <Icon name="copy" />
        {label}
      </button>
      {failed && (
        <span class="problem" role="alert">
          {message('copy_failed')}
        </span>
      )}
    </>
  );
}
