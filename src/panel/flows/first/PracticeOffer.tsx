import { useEffect, useState } from 'preact/hooks';
import { useBanks } from '../../banks/load-banks.ts';
import { inspectedAddress, inspectedTabId, onInspectedAddress } from '../../browser.ts';
import { preselectedBank, preselectedVariables } from '../../new-flow/preselected-bank.ts';
import { useStore } from '../../store-context.ts';
import { PracticeOfferView } from './PracticeOfferView.tsx';
import { practiceStart } from './practice-start.ts';

const LOOKS = 10;
const LOOK_AGAIN_MS = 300;

/**
 * Where no bank is at hand. Whether the practice bank runs is read off the inspected page: nothing is asked of any
 * host before the person presses something that says so.
 */
export function PracticeOffer() {
  const store = useStore();
  const banks = useBanks();
  const [inspected, setInspected] = useState<string>();
  useEffect(() => {
    if (inspectedTabId() === undefined) return;
    // A page that is being loaded tells nothing for a moment; the next one tells of itself.
    let again: ReturnType<typeof setTimeout>;
    const look = async (left: number) => {
      const address = await inspectedAddress();
      if (address !== undefined) setInspected((told) => told ?? address);
      else if (left > 0) again = setTimeout(look, LOOK_AGAIN_MS, left - 1);
    };
    void look(LOOKS);
    const deafen = onInspectedAddress(setInspected);
    return () => {
      clearTimeout(again);
      deafen();
    };
  }, []);
  const start = banks && practiceStart(banks, inspected);
  if (!start) return null;
  return (
    <PracticeOfferView
      bank={start.bank.name}
      runs={start.runs}
      onTry={() => {
        preselectedBank.value = start.bank.key;
        preselectedVariables.value = start.variables;
        store.composing.value = true;
      }}
    />
  );
}
