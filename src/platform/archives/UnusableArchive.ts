/** A refused zip archive: its parts contradict each other (`broken`), or its content exceeds the limit (`large`). */
export class UnusableArchive extends Error {
  constructor(readonly reason: 'broken' | 'large') {
    super(`the archive is ${reason}`);
  }
}

export const brokenArchive = () => new UnusableArchive('broken');
