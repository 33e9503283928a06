import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { lintPasted } from '../../core/lint/lint-pasted.ts';
import { withVerification } from '../../core/lint/with-verification.ts';
import type { EpochSeconds } from '../../core/time.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import type { NamedToken, RecognisedText } from '../../core/tokens/recognise-text.ts';
import { FindingList } from '../findings/FindingList.tsx';

interface PastedFindingsProps {
  label: string;
  named: NamedToken;
  among: RecognisedText;
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
  verified: ReadonlySignal<boolean>;
}

/** Characters from which findings are made only after the token is drawn: they take as long again. */
const LONG = 50_000;

/** Findings on a pasted token: made when it is first seen, and again when its time is over. */
export function PastedFindings(props: PastedFindingsProps) {
  const { label, named, among, endsAt, nowMs, verified } = props;
  const over = useComputed(() => endsAt !== undefined && secondsUntil(endsAt, nowMs.value) <= 0);
  const [isDrawn, setDrawn] = useState(named.token.length < LONG);
  useEffect(() => {
    // Two frames, since the first one begins before anything is drawn.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setDrawn(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const findings = useMemo(
    () => isDrawn && lintPasted(named, among, nowMs.peek()),
    [named, among, over.value, isDrawn],
  );
  return findings ? (
    <FindingList label={label} findings={withVerification(findings, verified.value, [])} />
  ) : null;
}
