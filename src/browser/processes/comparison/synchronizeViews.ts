import type { Diagram } from '../../tickets/trace/types.js';

/** Moves and zooms both diagrams together, so that they show the same place side by side. */
export function synchronizeViews(first: Diagram, second: Diagram): void {
  let isFollowing = false;
  const follow = (leader: Diagram, follower: Diagram) => {
    if (isFollowing) return;
    isFollowing = true;
    const { x, y, scale } = leader.canvas.viewbox();
    const { outer } = follower.canvas.viewbox();
    follower.canvas.viewbox({ x, y, width: outer.width / scale, height: outer.height / scale });
    isFollowing = false;
  };
  first.onView(() => follow(first, second));
  second.onView(() => follow(second, first));
  follow(first, second);
}
