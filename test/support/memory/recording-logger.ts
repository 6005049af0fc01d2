import type { LogFields, Logger } from '../../../src/eventsourcing/logger';

export interface LogEntry {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: LogFields;
}

/** Keeps what is logged, so that a test can ask for it. */
export class RecordingLogger implements Logger {
  readonly entries: LogEntry[] = [];

  debug(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: 'debug', message, fields });
  }

  info(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: 'info', message, fields });
  }

  warn(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: 'warn', message, fields });
  }

  error(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: 'error', message, fields });
  }

  /** What somebody should see: everything but details. */
  get notable(): LogEntry[] {
    return this.entries.filter(({ level }) => level !== 'debug');
  }

  /** Messages of one level, oldest first. */
  messages(level: keyof Logger): string[] {
    return this.entries.filter((entry) => entry.level === level).map(({ message }) => message);
  }
}
