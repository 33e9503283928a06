import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const watched = new WeakMap<Element, Signal<boolean>>();
let observer: IntersectionObserver | undefined;

function watch(element: Element, inView: Signal<boolean>): () => void {
  watched.set(element, inView);
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const signal = watched.get(target);
      if (signal) signal.value = isIntersecting;
    }
  });
  observer.observe(element);
  return () => observer?.unobserve(element);
}

/** The time for an element that shows it, and the ref that the element takes: out of view it is not redrawn. */
export function useVisibleNow<Shown extends Element>(
  nowMs: ReadonlySignal<number>,
): [RefObject<Shown | null>, number] {
  const element = useRef<Shown>(null);
  const inView = useSignal(true);
  useEffect(() => (element.current ? watch(element.current, inView) : undefined), []);
  return [element, inView.value ? nowMs.value : nowMs.peek()];
}
