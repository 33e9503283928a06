import { useMemo, useState } from 'preact/hooks';
import { mermaidText } from '../../core/pictures/mermaid-text.ts';
import { plantUmlText } from '../../core/pictures/plantuml-text.ts';
import type { Sequence } from '../../core/pictures/sequence.ts';
import { layOutSequence } from '../../core/pictures/sequence-layout.ts';
import { message } from '../browser.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { millisecondsText } from '../ui/time-text.ts';
import { themePalette } from './palette.ts';
import { SequenceDiagram } from './SequenceDiagram.tsx';
import { SequenceTable } from './SequenceTable.tsx';
import { sideNames, spokenSteps } from './sequence-words.ts';
import './pictures.css';

interface SequenceViewProps {
  sequence: Sequence;
  view: 'diagram' | 'table';
  /** the organisation wants no flow saved as a file */
  barred?: boolean;
  saveSvg(sequence: Sequence): void;
  /** false where the browser could not make one */
  savePng(sequence: Sequence): Promise<boolean>;
}

/** Who said what to whom, as a diagram or a table, and how to take it along. */
export function SequenceView(props: SequenceViewProps) {
  const { sequence, view, barred, saveSvg, savePng } = props;
  const [unsaved, setUnsaved] = useState(false);
  if (sequence.steps.length === 0) return <p class="subtle">{message('sequence_empty')}</p>;
  return (
    <div class="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to reach */}
      <section class="sequence-box" aria-label={message('sequence_steps')} tabIndex={0}>
        {view === 'diagram' ? (
          <SpokenDiagram sequence={sequence} />
        ) : (
          <SequenceTable sequence={sequence} names={sideNames(sequence)} />
        )}
      </section>
      <div class="row">
        <CopyButton label={message('action_copy_mermaid')} text={() => mermaidText(sequence)} />
        <CopyButton label={message('action_copy_plantuml')} text={() => plantUmlText(sequence)} />
        {!barred && (
          <>
            <button type="button" onClick={() => saveSvg(sequence)}>
              {message('action_save_svg')}
            </button>
            <button
              type="button"
              onClick={() => void savePng(sequence).then((saved) => setUnsaved(!saved))}
            >
              {message('action_save_png')}
            </button>
          </>
        )}
      </div>
      {barred && <p class="subtle">{message('policy_no_exports')}</p>}
      {unsaved && (
        <p class="problem" role="alert">
          {message('sequence_no_png')}
        </p>
      )}
    </div>
  );
}

/** The diagram, and beside it the same in words: an image has no parts that could be walked through. */
function SpokenDiagram({ sequence }: { sequence: Sequence }) {
  const layout = useMemo(() => layOutSequence(sequence, millisecondsText), [sequence]);
  return (
    <>
      <SequenceDiagram title={sequence.title} layout={layout} palette={themePalette} />
      <ol class="visually-hidden">
        {spokenSteps(sequence).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </>
  );
}
