import type { SequenceTone } from '../../core/pictures/sequence.ts';

interface Tint {
  line: string;
  surface: string;
  text: string;
}

/** The colours of a picture. */
export interface Palette {
  paper: string;
  card: string;
  /** of this tool among those who take part */
  own: string;
  ownCard: string;
  line: string;
  text: string;
  subtle: string;
  /** written on a tone's line colour */
  onTone: string;
  tones: Readonly<Record<SequenceTone, Tint>>;
}

/** Colours of the panel, as they are at the moment: light, dark, or the system's own. */
export const themePalette: Palette = {
  paper: 'var(--surface)',
  card: 'var(--surface-2)',
  own: 'var(--accent)',
  ownCard: 'var(--info-surface)',
  line: 'var(--control)',
  text: 'var(--text)',
  subtle: 'var(--text-subtle)',
  onTone: 'var(--surface)',
  tones: {
    plain: { line: 'var(--text-subtle)', surface: 'var(--surface-3)', text: 'var(--text)' },
    ok: { line: 'var(--success)', surface: 'var(--success-surface)', text: 'var(--success)' },
    warn: { line: 'var(--warning)', surface: 'var(--warning-surface)', text: 'var(--warning)' },
    error: { line: 'var(--error)', surface: 'var(--error-surface)', text: 'var(--error)' },
  },
};

/** Colours of a file, which no theme reaches: those of the light panel. */
export const filePalette: Palette = {
  paper: '#ffffff',
  card: '#f4f6f8',
  own: '#0b57a4',
  ownCard: '#eaf2fb',
  line: '#7c8896',
  text: '#1c2430',
  subtle: '#566172',
  onTone: '#ffffff',
  tones: {
    plain: { line: '#566172', surface: '#e9edf1', text: '#1c2430' },
    ok: { line: '#1b6b3a', surface: '#e5f5ea', text: '#1b6b3a' },
    warn: { line: '#8a5300', surface: '#fff4de', text: '#8a5300' },
    error: { line: '#b3261e', surface: '#fdeceb', text: '#b3261e' },
  },
};
