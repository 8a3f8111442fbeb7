import { installChart } from './chart.js';

const chart = document.querySelector<HTMLElement>('[data-chart]');
if (chart) installChart(chart);
for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
