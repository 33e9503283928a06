import type { EpochMilliseconds } from '../time.ts';

/** A day to keep in a calendar; nothing secret belongs in it. */
export interface CalendarEvent {
  /** the same for the same day of the same flow, so that a second file replaces the first */
  uid: string;
  summary: string;
  atMs: EpochMilliseconds;
  /** when the file is made */
  nowMs: EpochMilliseconds;
}

/** Octets that a line may have, its end not counted. */
const LINE = 75;

/** The event as an iCalendar file, with an alarm seven days before. @see RFC 5545 §3.1, §3.6.1, §3.6.6 */
export function calendarFile({ uid, summary, atMs, nowMs }: CalendarEvent): string {
  const text = summary.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//PSD2 OAuth DevTools//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(nowMs)}`,
    `DTSTART:${utc(atMs)}`,
    `SUMMARY:${text}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${text}`,
    'TRIGGER:-P7D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** `20270520T093000Z` */
function utc(atMs: EpochMilliseconds): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Breaks a line before it grows too long, and never within a character. */
function fold(line: string): string {
  let octets = 0;
  let folded = '';
  for (const character of line) {
    const { length } = new TextEncoder().encode(character);
    if (octets + length > LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
