const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z',
  plus: 'M8 3v10M3 8h10',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M7 7v4M9 7v4',
  error: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM8 5v3.6M8 10.8v.2',
  warn: 'M8 2.2L14.5 13.5h-13zM8 6.3v3.4M8 11.6v.2',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 7.3v3.9M8 4.8V5',
  waiting: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 4.6V8l2.4 1.6',
  key: 'M5.4 6.6a3 3 0 1 0 0 5.8 3 3 0 0 0 0-5.8M7.6 7.9L13 2.5M10.6 4.9l2 2',
  send: 'M2.5 8h10M8.5 3.8L12.7 8l-4.2 4.2',
  unknown: 'M5.6 5.8a2.4 2.4 0 1 1 3.4 2.2c-.8.4-1 .8-1 1.6M8 12v.2',
  stop: 'M3.6 3.6l8.8 8.8M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8',
  draft: 'M3.2 12.8l.6-2.6 6.6-6.6 2 2-6.6 6.6zM9 5l2 2',
  compare: 'M6.2 3.5H2.8v9h3.4M9.8 3.5h3.4v9H9.8M8 1.8v12.4',
  again: 'M12.8 8a4.8 4.8 0 1 1-1.5-3.5M12.9 2.2v2.9H10',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4M10 10l3.4 3.4',
  lock: 'M3.8 7.2h8.4V13H3.8zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2',
  eye: 'M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
  link: 'M6.2 3.5H3v9.5h9.5V9.8M8.8 3h4.2v4.2M13 3L7.5 8.5',
  pause: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M6.3 5.6v4.8M9.7 5.6v4.8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  import: 'M8 2.5v7M4.8 6.6L8 9.8l3.2-3.2M2.8 10.5V13.2h10.4V10.5',
  export: 'M8 9.8v-7M4.8 5.7L8 2.5l3.2 3.2M2.8 10.5V13.2h10.4V10.5',
  paste: 'M5.5 3.5H3.5V14h9V3.5h-2M5.5 2.2h5v2.6h-5z',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a word: never the only bearer of a meaning, so hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={name === 'send' ? 'icon onwards' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
