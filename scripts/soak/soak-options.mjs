import { Problem } from "../prepare/problem.mjs";

const defaults = { minutes: 20, students: 8 };
export const usage = `npm run soak -- [--minutes ${defaults.minutes}] [--students ${defaults.students}]`;

/**
 * @param {string[]} words the command line's
 * @returns {{ minutes: number, students: number }}
 * @throws {Problem} where they ask for something that there is not
 */
export function readSoakOptions(words) {
  const options = { ...defaults };
  for (let index = 0; index < words.length; index++) {
    const [name, attached] = words[index].split("=", 2);
    const key = name.replace(/^--/, "");
    if (!Object.hasOwn(defaults, key)) throw new Problem(`There is no option ${name}: ${usage}`);
    const value = Number(attached ?? words[++index]);
    if (!Number.isFinite(value) || value <= 0) throw new Problem(`${name} takes a number above 0: ${usage}`);
    options[key] = value;
  }
  return options;
}
