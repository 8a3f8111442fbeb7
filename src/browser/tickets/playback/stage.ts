import { installMarks } from '../trace/markDiagram.js';
import { installNavigation } from '../trace/navigation.js';
import { openDiagram } from '../trace/openDiagram.js';
import type { Course, Diagram } from '../trace/types.js';
import { courseAt } from './courseAt.js';
import { createTokens, type Tokens } from './tokens.js';
import type { Frame, Playback } from './types.js';

/** The diagrams of the versions on which a ticket ran, of which one is to be seen. */
export interface Stage {
  /** Shows the ticket after a step, and then says so in `data-shown`: diagrams of other versions are opened on the way. */
  show(index: number): Promise<void>;
  /** Lets the tokens of a step run, from where the ticket was before it. */
  animate(index: number, speed: number, signal: AbortSignal): Promise<void>;
}

interface Scene {
  container: HTMLElement;
  diagram: Diagram;
  mark(course: Course): void;
  tokens: Tokens;
  /** Brings what the step is about into view, and keeps it there when the room for the diagram changes. */
  lookAt(ids: string[]): void;
}

const millisecondsPerFlow = 700;
const millisecondsPerJump = 900;

/** Opens the diagram of the first step; others are opened when the ticket comes to them. */
export async function createStage(root: HTMLElement, data: Playback): Promise<Stage> {
  const scenes = new Map<number, Promise<Scene>>();
  const sceneOf = (index: number) => {
    const diagram = data.frames[index]?.diagram ?? 0;
    const scene =
      scenes.get(diagram) ?? openScene(root, data.diagrams[diagram]?.url ?? '', placesOf(data, index));
    scenes.set(diagram, scene);
    return scene;
  };
  let highlighted: string[] = [];
  let latest = 0;
  const draw = async (index: number, courseIndex: number) => {
    latest += 1;
    const turn = latest;
    const scene = await sceneOf(index);
    if (turn !== latest) return scene;
    for (const other of await Promise.all(scenes.values())) {
      for (const id of highlighted)
        if (other.diagram.registry.get(id)) other.diagram.canvas.removeMarker(id, 'is-now');
      other.container.classList.toggle('is-shown', other === scene);
    }
    scene.mark(courseAt(data, courseIndex));
    highlighted = (data.frames[index]?.moves ?? []).filter((id) => scene.diagram.registry.get(id));
    for (const id of highlighted) scene.diagram.canvas.addMarker(id, 'is-now');
    return scene;
  };
  await sceneOf(0);
  return {
    async show(index) {
      const scene = await draw(index, index);
      scene.lookAt(placesOf(data, index));
      root.dataset.shown = String(index + 1);
    },
    async animate(index, speed, signal) {
      const scene = await draw(index, index - 1);
      scene.lookAt(placesOf(data, index - 1));
      await runTokens(scene.tokens, data.frames[index], speed, signal);
    },
  };
}

async function runTokens(tokens: Tokens, frame: Frame | undefined, speed: number, signal: AbortSignal) {
  await tokens.run(frame?.moves ?? [], millisecondsPerFlow / speed, signal);
  if (frame?.sentBack) await tokens.jump(frame.sentBack, millisecondsPerJump / speed, signal);
}

async function openScene(root: HTMLElement, url: string, present: string[]): Promise<Scene> {
  const container = document.createElement('div');
  container.className = 'playback-diagram';
  root.querySelector('[data-diagram-canvas]')?.append(container);
  const diagram = await openDiagram(container, url);
  const focus = { present, elements: {} };
  const view = installNavigation(root, diagram, focus);
  return {
    container,
    diagram,
    mark: installMarks(diagram),
    tokens: createTokens(diagram),
    lookAt(ids) {
      focus.present = ids;
      view.follow(ids);
    },
  };
}

/** Where to look at a step: at what it entered last, else at where the ticket is. */
function placesOf(data: Playback, index: number): string[] {
  const entered = data.frames[index]?.entered.at(-1);
  return entered ? [entered] : courseAt(data, index).present;
}
