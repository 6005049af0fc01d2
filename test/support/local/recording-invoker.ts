import type { InvocationOutcome, Invoker } from '../../../local/lambda/invocation';
import { thrownMessage } from '../../../local/thrown-message';

/** Remembers what it was invoked with; answers by a function of the values in the records. */
export class RecordingInvoker implements Invoker {
  /** Values of the records of every invocation. */
  readonly batches: number[][] = [];

  constructor(private readonly answer: (values: number[]) => unknown = () => null) {}

  /** An answer that is thrown is an error of the function. */
  async invoke(payload: string): Promise<InvocationOutcome> {
    const { Records } = JSON.parse(payload) as { Records: { value: number }[] };
    const values = Records.map(({ value }) => value);
    this.batches.push(values);
    const requestId = `request ${this.batches.length}`;
    try {
      return { ok: true, payload: JSON.stringify(await this.answer(values)), requestId };
    } catch (error) {
      const errorMessage = thrownMessage(error);
      return { ok: false, error: { errorType: errorMessage, errorMessage }, requestId };
    }
  }
}
