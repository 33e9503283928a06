import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { lintPasted } from '../../core/lint/lint-pasted.ts';
import type { EpochSeconds } from '../../core/time.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import type { NamedToken, RecognisedText } from '../../core/tokens/recognise-text.ts';
import { FindingList } from '../findings/FindingList.tsx';

interface PastedFindingsProps {
  label: string;
  named: NamedToken;
  recognised: RecognisedText;
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
}

/** Findings on a pasted token: made when it is first seen, and again when its time is over. */
export function PastedFindings({ label, named, recognised, endsAt, nowMs }: PastedFindingsProps) {
  const over = useComputed(() => endsAt !== undefined && secondsUntil(endsAt, nowMs.value) <= 0);
  const findings = useMemo(
    () => lintPasted(named, recognised, nowMs.peek()),
    [named, recognised, over.value],
  );
  return <FindingList label={label} findings={findings} />;
}
