import { rememberedGrid } from '../ui/grid-layout.ts';
import { rememberedSplit } from '../ui/SplitPanes.tsx';

export const flowGrid = rememberedGrid('flows', { column: 'started', descending: true });
export const flowSplit = rememberedSplit('flows_split');
