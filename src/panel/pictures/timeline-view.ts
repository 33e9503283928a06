import { signal } from '@preact/signals';

/** How a flow's timeline is shown; stays while one goes from flow to flow. */
export const timelineViews = ['list', 'diagram', 'table'] as const;
export type TimelineView = (typeof timelineViews)[number];

export const timelineView = signal<TimelineView>('list');
