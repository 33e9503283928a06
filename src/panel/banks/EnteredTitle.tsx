import { useEffect, useRef } from 'preact/hooks';

/** The title of a view that took the place of the one in which the keyboard was: it goes on from here. */
export function EnteredTitle({ children }: { children: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h2 ref={title} tabIndex={-1}>
      {children}
    </h2>
  );
}
