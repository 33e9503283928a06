/** How far a pointer was dragged, in pixels: along the text (so to the left where that runs so), and down. */
export interface Dragged {
  inline: number;
  block: number;
}

/** Follows a pointer from where it was pressed until it is let go. */
export function dragBy(
  event: PointerEvent & { currentTarget: HTMLElement },
  onMove: (dragged: Dragged) => void,
): void {
  if (event.button !== 0) return;
  // No text is to be marked on the way.
  event.preventDefault();
  const { pointerId, clientX, clientY } = event;
  const handle: HTMLElement = event.currentTarget;
  const sign = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
  const listening = new AbortController();
  const { signal } = listening;
  handle.setPointerCapture(pointerId);
  handle.addEventListener(
    'pointermove',
    (moved) => onMove({ inline: sign * (moved.clientX - clientX), block: moved.clientY - clientY }),
    { signal },
  );
  handle.addEventListener('lostpointercapture', () => listening.abort(), { signal });
}
