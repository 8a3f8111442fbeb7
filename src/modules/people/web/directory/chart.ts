import type { Request } from 'express';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { askedChoice, query } from '../../../../platform/web/queryShapes.js';
import { renderHtml, renderPage } from '../../../../platform/web/renderPage.js';
import { departmentTree } from '../../model/directoryTree.js';
import { orgChart } from '../presenters/orgChart/index.js';
import { dayView, directoryOfRequest, directoryTabs } from './directoryPage.js';

const papers = ['a4', 'a3'] as const;

const pageQuery = query({ paper: askedChoice(papers), names: askedChoice(['on', 'off']) });

/** GET /directory/chart: the chart of today or of a day, to zoom, print and download. */
export const show: Handler = async (web, req, res) => {
  const { chart, dated, names } = await load(web, req);
  const { on, today } = dated;
  const { paper = 'a4' } = pageQuery(req);
  const choice = { on, names: names ? null : 'off' };
  await renderPage(web, req, res, 'people/directory/chart', {
    title: '组织架构图',
    script: 'directory.js',
    tabs: directoryTabs('chart'),
    chart,
    ...(await dayView(web, dated)),
    names,
    paper,
    papers: papers.map((value) => ({
      label: `${value.toUpperCase()} 纸`,
      value,
      href: withQuery(paths.directoryChart(), { ...choice, paper: value }),
      current: value === paper,
    })),
    namesHref: withQuery(paths.directoryChart(), { on, names: names ? 'off' : null }),
    fileHref: withQuery(paths.directoryChartFile(), choice),
    fileName: `组织架构图_${on ?? today}`,
  });
};

/** GET /directory/chart.svg: the chart as a file. */
export const file: Handler = async (web, req, res) => {
  const { chart, dated } = await load(web, req);
  const name = encodeURIComponent(`组织架构图_${dated.on ?? dated.today}.svg`);
  const svg = await renderHtml(res, 'people/directory/chartFile', { layout: false, chart });
  res.set({
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  });
  res.send(`<?xml version="1.0" encoding="UTF-8"?>\n${svg.trim()}`);
};

async function load(web: Web, req: Request) {
  const dated = await directoryOfRequest(web, req);
  const names = pageQuery(req).names !== 'off';
  const tree = departmentTree(dated.directory);
  const company = tree.length === 1 ? (tree[0]?.name ?? '') : '';
  const chart = orgChart(tree, { title: `${company}组织架构图（${dated.on ?? dated.today}）`, names });
  return { chart, dated, names };
}
