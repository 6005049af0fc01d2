import type { Router, RouterOptions } from '../../../src/http/index';
import { Router as HttpRouter } from '../../../src/http/index';
import type { EventParts } from './api-event';
import { apiEvent } from './api-event';
import { NoteController } from './note.controller';

export interface LogLine {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly attributes: Record<string, unknown>;
}

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, boolean | number | string>>;
  readonly text: string;
  /** The parsed body; an empty object for none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A router with the note controller, its calls and its log. */
export class NoteServer {
  readonly notes = new NoteController();
  readonly log: LogLine[] = [];
  readonly router: Router;

  constructor(options: Partial<RouterOptions> = {}) {
    this.router = new HttpRouter({
      controllers: [NoteController],
      resolve: () => this.notes,
      logger: {
        info: (message, attributes) => this.log.push({ level: 'info', message, attributes }),
        error: (message, attributes) => this.log.push({ level: 'error', message, attributes }),
      },
      ...options,
    });
  }

  /** As somebody who has a token, unless the parts say who asks. */
  async send(method: string, path: string, parts: EventParts = {}): Promise<Served> {
    const event = apiEvent(method, path, { subject: 'ann', ...parts });
    const { statusCode, headers, body } = await this.router.handle(event);
    const text = body ?? '';
    return {
      status: statusCode ?? 0,
      headers: headers ?? {},
      text,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }
}
