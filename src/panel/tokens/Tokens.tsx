import { useState } from 'preact/hooks';
import { useStore } from '../store-context.ts';
import { TokensView } from './TokensView.tsx';

/** Looks into anything pasted. Nothing is stored, sent or fetched. */
export function Tokens() {
  const store = useStore();
  const [text, setText] = useState('');
  return <TokensView text={text} onText={setText} nowMs={store.nowMs} />;
}
