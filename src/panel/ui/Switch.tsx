import { Icon, type IconName } from './Icon.tsx';
import './ui.css';

interface SwitchProps {
  label: string;
  /** what it does, in a sentence */
  title: string;
  icon: IconName;
  on: boolean;
  onChange(on: boolean): void;
}

/** Something that is on or off at once, with no further button. */
export function Switch({ label, title, icon, on, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      class="quiet switch"
      aria-checked={on}
      title={title}
      onClick={() => onChange(!on)}
    >
      <Icon name={icon} />
      <span class="word">{label}</span>
      <span class="track" />
    </button>
  );
}
