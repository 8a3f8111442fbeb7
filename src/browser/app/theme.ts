/** `auto` follows the device; runs before the page is drawn so that it doesn't flash. */
const root = document.documentElement;
if (root.dataset.theme === 'auto') {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', apply);
  apply();
}
