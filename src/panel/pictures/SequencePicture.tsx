import { useMemo } from 'preact/hooks';
import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { flowSequence } from '../../core/pictures/flow-sequence.ts';
import { message } from '../browser.ts';
import { maySaveFlows } from '../policy/policy.ts';
import { SequenceView } from './SequenceView.tsx';
import { savePng, saveSvg } from './save-picture.tsx';

export interface SequencePictureProps {
  flow: FlowState;
  events: readonly FlowEvent[];
  view: 'diagram' | 'table';
}

/** A flow's timeline as a picture, or as the table that says the same. */
export function SequencePicture({ flow, events, view }: SequencePictureProps) {
  const sequence = useMemo(() => flowSequence(flow, events, message), [flow, events]);
  return (
    <SequenceView
      sequence={sequence}
      view={view}
      barred={!maySaveFlows()}
      saveSvg={saveSvg}
      savePng={savePng}
    />
  );
}
