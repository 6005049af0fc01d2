import { Session, type Debugger, type Profiler } from 'node:inspector/promises';

/** What a breakpoint's condition calls. */
const HOOK = '__pathOf';

interface Called {
  readonly file: string;
  readonly scriptId: string;
  /** Characters from the beginning of the script. */
  readonly start: number;
  readonly end: number;
}

/**
 * Tells which files have a function that runs while something is done, and in which order they come first.
 *
 * The engine's own coverage tells which functions run. They are then given breakpoints that never stop, and the same is
 * done once more: only a breakpoint knows when.
 */
export class Trace {
  private readonly session = new Session();

  /** @param isOfInterest whether a file counts, by its URL */
  private constructor(private readonly isOfInterest: (url: string) => boolean) {}

  /** Starts before the code is loaded: what was compiled earlier may be counted wrongly. */
  static async start(isOfInterest: (url: string) => boolean): Promise<Trace> {
    const trace = new Trace(isOfInterest);
    trace.session.connect();
    await trace.session.post('Profiler.enable');
    await trace.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    return trace;
  }

  /** @param work comes to the same each time that it is done. @returns URLs, first called first */
  async filesOf(work: () => Promise<void>): Promise<readonly string[]> {
    await this.session.post('Profiler.takePreciseCoverage');
    await work();
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    const called = result.filter(({ url }) => this.isOfInterest(url)).flatMap(calledIn);
    const order = await this.orderOf(called, work);
    const files = [...new Set(called.map(({ file }) => file))];
    const lost = files.filter((file) => !order.includes(file));
    return [...order, ...lost];
  }

  stop(): void {
    this.session.disconnect();
  }

  private async orderOf(called: readonly Called[], work: () => Promise<void>): Promise<readonly string[]> {
    const seen = new Set<string>();
    const hook = (index: number): boolean => {
      const file = called[index]?.file;
      if (file !== undefined) seen.add(file);
      return false;
    };
    Object.assign(globalThis, { [HOOK]: hook });
    const sources = await this.sources();
    for (const [index, each] of called.entries()) {
      const location = await this.firstPlaceIn(each, sources.get(each.scriptId) ?? '');
      const condition = `globalThis.${HOOK}(${index})`;
      if (location) await this.session.post('Debugger.setBreakpoint', { location, condition });
    }
    await work();
    await this.session.post('Debugger.disable');
    return [...seen];
  }

  private async sources(): Promise<ReadonlyMap<string, string>> {
    const scripts: string[] = [];
    const note = ({ params }: { params: Debugger.ScriptParsedEventDataType }): void => {
      if (this.isOfInterest(params.url)) scripts.push(params.scriptId);
    };
    this.session.on('Debugger.scriptParsed', note);
    await this.session.post('Debugger.enable');
    const sources = new Map<string, string>();
    for (const scriptId of scripts) {
      const { scriptSource } = await this.session.post('Debugger.getScriptSource', { scriptId });
      sources.set(scriptId, scriptSource);
    }
    return sources;
  }

  private async firstPlaceIn(
    { scriptId, start, end }: Called,
    source: string,
  ): Promise<Debugger.Location | undefined> {
    const { locations } = await this.session.post('Debugger.getPossibleBreakpoints', {
      start: { scriptId, ...lineAt(source, start) },
      end: { scriptId, ...lineAt(source, end) },
      restrictToFunction: true,
    });
    return locations[0];
  }
}

/** Functions that ran; the whole of a file, which runs when it is loaded, is none. */
function calledIn({ url: file, scriptId, functions }: Profiler.ScriptCoverage): Called[] {
  return functions.flatMap(({ ranges: [range] }) =>
    range && range.count > 0 && range.startOffset > 0
      ? [{ file, scriptId, start: range.startOffset, end: range.endOffset }]
      : [],
  );
}

function lineAt(
  source: string,
  offset: number,
): { readonly lineNumber: number; readonly columnNumber: number } {
  const before = source.slice(0, offset);
  return { lineNumber: before.split('\n').length - 1, columnNumber: offset - before.lastIndexOf('\n') - 1 };
}
