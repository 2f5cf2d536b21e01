/**
 * What the bench makes without Carrel bears a label of its own, so that no keeper takes it for something left over.
 * @param {string} instance
 * @returns {string}
 */
export function baselineInstance(instance) {
  return `${instance}-bare`;
}
