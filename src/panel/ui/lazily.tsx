import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { message } from '../browser.ts';
import { Unread } from './Unread.tsx';
import './ui.css';

type Loading<Props> =
  | { kind: 'wanted' }
  | { kind: 'failed' }
  | { kind: 'here'; Component: ComponentType<Props> };

/** A component whose code is read when it is first drawn, so that the panel opens without it. */
export function lazily<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => JSX.Element | null {
  const loading = signal<Loading<Props>>({ kind: 'wanted' });
  const read = () => {
    loading.value = { kind: 'wanted' };
    load().then(
      (Component) => {
        loading.value = { kind: 'here', Component };
      },
      () => {
        loading.value = { kind: 'failed' };
      },
    );
  };
  return (props) => <Lazy loading={loading} read={read} given={props} />;
}

interface LazyProps<Props> {
  loading: ReadonlySignal<Loading<Props>>;
  read(): void;
  given: Props;
}

function Lazy<Props extends object>({ loading, read, given }: LazyProps<Props>) {
  const { value } = loading;
  useEffect(() => {
    if (loading.peek().kind !== 'here') read();
  }, []);
  switch (value.kind) {
    case 'here':
      return <value.Component {...given} />;
    case 'wanted':
      return null;
    case 'failed':
      return (
        <div class="screen">
          <Unread sentence={message('screen_unread')} onReadAgain={read} />
        </div>
      );
  }
}
