import { useState } from 'preact/hooks';
import { useStore } from '../store-context.ts';
import { TokensView } from './TokensView.tsx';

/** Looks into anything pasted. Nothing is stored, sent or fetched. */
export function Tokens() {
  const { nowMs } = useStore();
  const [text, onText] = useState('');
  const [other, onOther] = useState('');
  const [query, onQuery] = useState('');
  return <TokensView {...{ text, onText, other, onOther, query, onQuery, nowMs }} />;
}
