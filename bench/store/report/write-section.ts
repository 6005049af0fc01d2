import { readFile, writeFile } from 'node:fs/promises';

const [BEGIN, END] = ['<!-- bench:store -->', '<!-- /bench:store -->'];
const TITLE = '## The event store beside its peers';

/** Replaces what is between the markers of a document; adds a section at its end when there are none. */
export async function writeSection(file: string, text: string): Promise<void> {
  const document = await readFile(file, 'utf8');
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  const section = `${BEGIN}\n\n${text}\n\n`;
  const hasMarkers = begin >= 0 && end > begin;
  await writeFile(
    file,
    hasMarkers
      ? document.slice(0, begin) + section + document.slice(end)
      : `${document.trimEnd()}\n\n${TITLE}\n\n${section}${END}\n`,
  );
}
