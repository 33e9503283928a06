import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../../../src/core/lifetimes/calendar-event.ts';

const event = {
  uid: 'f1-1@psd2-oauth-devtools',
  summary: 'Bank: the customer must come back',
  atMs: Date.UTC(2027, 4, 20, 9, 30),
  nowMs: Date.UTC(2026, 10, 21, 12),
};

describe('a calendar file', () => {
  it('holds the event and its alarm, each line ended by CR LF', () => {
    expect(calendarFile(event).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//PSD2 OAuth DevTools//EN',
      'BEGIN:VEVENT',
      'UID:f1-1@psd2-oauth-devtools',
      'DTSTAMP:20261121T120000Z',
      'DTSTART:20270520T093000Z',
      'SUMMARY:Bank: the customer must come back',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Bank: the customer must come back',
      'TRIGGER:-P7D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('escapes what has a meaning', () => {
    expect(calendarFile({ ...event, summary: 'a,b;c\\d\ne' })).toContain(
      'SUMMARY:a\\,b\\;c\\\\d\\ne\r\n',
    );
  });

  it('folds at 75 octets, and never within a character', () => {
    const summary = 'é€😀'.repeat(40);
    const file = calendarFile({ ...event, summary });
    for (const line of file.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
    }
    expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  });
});
