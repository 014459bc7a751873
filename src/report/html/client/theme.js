/** Light or dark: what the system says, until the reader says otherwise. @module */

/** Starts the switch. @param {() => void} changed - Called when the scheme has changed. */
export const startTheme = (changed) => {
  const button = /** @type {HTMLButtonElement} */ (document.getElementById('theme'));
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const told = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Switch to light' : 'Switch to dark');
    changed();
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    told();
  });
  system.addEventListener('change', told);
  told();
};
