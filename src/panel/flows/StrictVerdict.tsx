import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { CallState, FlowState } from '../../core/flow/flow-state.ts';
import { Icon } from '../ui/Icon.tsx';

interface StrictVerdictProps {
  flow: FlowState;
  call: CallState;
  nowMs: ReadonlySignal<number>;
}

/** A second opinion on a token answer. The library that gives it is read when the first answer is shown. */
export function StrictVerdict({ flow, call, nowMs }: StrictVerdictProps) {
  const [said, setSaid] = useState<StrictLineProps>();
  useEffect(() => {
    let gone = false;
    import('../screens.ts')
      .then(({ strictClientWords }) => strictClientWords(flow, call, nowMs.peek()))
      .then(
        (opinion) => !gone && setSaid(opinion),
        // Without it everything else still stands.
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [call.callId, call.outcome]);
  return said ? <StrictLine {...said} /> : null;
}

interface StrictLineProps {
  verdict: 'accepts' | 'refuses';
  words: string;
}

export function StrictLine({ verdict, words }: StrictLineProps) {
  return (
    <p class={verdict === 'accepts' ? 'row' : 'warning-line'}>
      <Icon name={verdict === 'accepts' ? 'check' : 'warn'} />
      <span>{words}</span>
    </p>
  );
}
