import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Busy } from './Busy.tsx';
import { CopyButton } from './CopyButton.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Field } from './Field.tsx';
import { Menu } from './Menu.tsx';
import { RelativeTime } from './RelativeTime.tsx';
import { Tabs } from './Tabs.tsx';
import { Toast } from './Toast.tsx';
import { Unread } from './Unread.tsx';

const nothing = () => undefined;

export const fixtures: Record<string, () => JSX.Element> = {
  field: () => (
    <Field id="scope" label="Scope" hint="Separated by blanks">
      <input id="scope" value="aisp" />
    </Field>
  ),
  'field with an error': () => (
    <Field id="client" label="Client ID" error="The bank wants PSDFR-ACPR-12345">
      <input id="client" />
    </Field>
  ),
  tabs: () => (
    <Tabs
      label="Example"
      tabs={[
        { id: 'a', label: 'First' },
        { id: 'b', label: 'Second', badge: 3 },
      ]}
      selected="a"
      onSelect={nothing}
    >
      <p>First panel</p>
    </Tabs>
  ),
  'empty state': () => (
    <EmptyState title="Nothing yet" sentence="What comes appears here.">
      <button type="button">Begin</button>
    </EmptyState>
  ),
  'what could not be read': () => <Unread sentence="It could not be read." onReadAgain={nothing} />,
  'copy button': () => <CopyButton label="Copy" text="text" />,
  menu: () => <Menu label="More" items={[{ label: 'Copy', icon: 'copy', run: nothing }]} />,
  busy: () => <Busy onCancel={nothing} />,
  toast: () => <Toast text="Copied" lastsMs={5000} onGone={nothing} />,
  'toast with undo': () => (
    <Toast
      text="The list was cleared."
      lastsMs={10_000}
      onGone={nothing}
      action={{ label: 'Undo', run: nothing }}
    />
  ),
  'relative time': () => (
    <RelativeTime atMs={1_777_887_000_000} nowMs={signal(1_777_887_095_000)} />
  ),
};
