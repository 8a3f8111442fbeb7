/** A zip archive that is not read: its parts contradict each other (`broken`), or it unpacks to more than is allowed (`large`). */
export class UnusableArchive extends Error {
  constructor(readonly reason: 'broken' | 'large') {
    super(`the archive is ${reason}`);
  }
}

export const broken = () => new UnusableArchive('broken');
