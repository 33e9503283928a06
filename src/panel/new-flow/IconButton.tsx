import { Icon, type IconName } from '../ui/Icon.tsx';

interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick(): void;
}

/** A button with a picture alone; its label is its name and its tooltip. */
export function IconButton({ icon, label, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class="quiet icon-only"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
