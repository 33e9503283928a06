import { splitMarks } from '../../core/flow/secret-marks.ts';
import { message } from '../browser.ts';
import { secretWord } from './secret-word.ts';
import './recorded-text.css';

/** Recorded text, with a chip wherever a secret stood. */
export function SecretText({ text }: { text: string }) {
  return splitMarks(text).map((piece, at) =>
    'text' in piece ? piece.text : <SecretChip key={at} {...piece} />,
  );
}

/** Says which kind of secret stood here; equal fingerprints mean equal values. */
function SecretChip({ kind, fingerprint }: { kind: string; fingerprint: string }) {
  const title =
    fingerprint === '' ? message('secret_title') : message('secret_title_same', fingerprint);
  return (
    <span class="secret" title={title}>
      {secretWord(kind)}
      {fingerprint !== '' && <span class="mono subtle">{fingerprint.slice(0, 4)}</span>}
    </span>
  );
}
