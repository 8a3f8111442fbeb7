import Modeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import colorPickerModule from 'bpmn-js-color-picker';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import minimapModule from 'diagram-js-minimap';
import { clipboardModule } from './clipboard.js';
import { laneGroupsModule } from './laneGroups.js';
import { colours } from './menus/colours.js';
import { engineMenusModule } from './menus/engineMenus.js';
import { freePlaceModule } from './menus/freePlace.js';
import { ownToolsModule } from './menus/ownTools.js';
import { userTasksModule } from './menus/userTasks.js';
import { replaceExpressionModule } from './model/replaceExpression.js';
import { translateModule } from './translate.js';
import type { Designer } from './types.js';

const text = { fontFamily: '"Noto Sans SC", "Microsoft YaHei", sans-serif', fontSize: 12 };

const drawing = {
  moddleExtensions: { camunda },
  textRenderer: { defaultStyle: text, externalStyle: text },
  bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#334155', defaultLabelColor: '#1e293b' },
};

/** The editor; reads and draws nothing yet. */
export function openEditor(container: HTMLElement): Designer {
  return new Modeler({
    container,
    ...drawing,
    colorPicker: { colors: colours },
    additionalModules: [
      translateModule,
      minimapModule,
      colorPickerModule,
      clipboardModule,
      userTasksModule,
      ownToolsModule,
      engineMenusModule,
      freePlaceModule,
      laneGroupsModule,
      replaceExpressionModule,
    ],
  } as ConstructorParameters<typeof Modeler>[0]) as unknown as Designer;
}

/** The drawing for who may only look. */
export function openViewer(container: HTMLElement): Designer {
  return new NavigatedViewer({
    container,
    ...drawing,
    additionalModules: [translateModule],
  } as ConstructorParameters<typeof NavigatedViewer>[0]) as unknown as Designer;
}
