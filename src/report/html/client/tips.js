/** Definitions beside what they define: by pointing, by focus, by touch; Escape hides them. @module */

/** @import { PayloadMetric } from '../payload.ts' */

/** Starts to show definitions. @param {readonly PayloadMetric[]} metrics */
export const startTips = (metrics) => {
  const tip = /** @type {HTMLElement} */ (document.getElementById('tip'));
  const words = new Map(metrics.map((metric) => [metric.id, metric.definition]));
  /** @type {Element | undefined} */
  let about;
  const hide = () => {
    about = undefined;
    tip.hidden = true;
  };
  const place = () => {
    if (about === undefined) return;
    const box = about.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const most = document.documentElement.clientWidth - own.width - 8;
    const above = box.top - own.height - 8;
    tip.style.left = `${Math.min(Math.max(8, box.left + box.width / 2 - own.width / 2), most)}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 8}px`;
  };
  const show = (/** @type {Event} */ event) => {
    const target = /** @type {Element | null} */ (event.target);
    const found = target?.closest?.('[data-tip]');
    const text = words.get(found?.getAttribute('data-tip') ?? '');
    if (found === null || found === undefined || text === undefined) return hide();
    about = found;
    tip.textContent = text;
    tip.hidden = false;
    place();
  };
  // Focus by keyboard scrolls its target into view, and must not lose the definition by that.
  const scrolled = () => (about === document.activeElement ? place() : hide());
  document.addEventListener('pointerover', show);
  document.addEventListener('focusin', show);
  document.addEventListener('focusout', hide);
  document.addEventListener('scroll', scrolled, { capture: true, passive: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
};
