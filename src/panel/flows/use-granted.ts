import { useEffect, useState } from 'preact/hooks';
import { mayCall, onHostsChanged } from '../browser.ts';

/** Whether an address may be called, kept up to date; `undefined` while that is read or cannot be. */
export function useGranted(address: string | undefined): boolean | undefined {
  const [granted, setGranted] = useState<boolean>();
  useEffect(() => {
    const read = () => void mayCall(address ?? '').then(setGranted);
    read();
    return onHostsChanged(read);
  }, [address]);
  return granted;
}
