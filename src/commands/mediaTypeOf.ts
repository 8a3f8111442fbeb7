import { fileTypeFromFile } from 'file-type';

/** The media type that a file's content tells; undefined for none that is known and for a file that is cut off. */
export async function mediaTypeOf(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime;
  } catch (error) {
    if (error instanceof Error && error.name === 'EndOfStreamError') return undefined;
    throw error;
  }
}
