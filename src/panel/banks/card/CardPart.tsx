import { type ComponentChildren, Fragment } from 'preact';

interface CardPartProps {
  title: string;
  /** a short word after the title, e.g. how many there are */
  aside?: ComponentChildren;
  open?: boolean;
  children: ComponentChildren;
}

/** A part of a bank's card that opens and closes. */
export function CardPart({ title, aside, open = false, children }: CardPartProps) {
  return (
    <details class="card-part" open={open}>
      <summary>
        <h4>{title}</h4>
        {aside}
      </summary>
      <div class="stack tight">{children}</div>
    </details>
  );
}

export type FactRow = readonly [name: ComponentChildren, value: ComponentChildren];

/** Names and values; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  const told = rows.filter(([, value]) => value !== undefined && value !== '' && value !== false);
  if (told.length === 0) return null;
  return (
    <dl class="facts">
      {told.map(([name, value], at) => (
        <Fragment key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
