import { day } from "../../../generate/days.mjs";
import { createPeople } from "../../../generate/people.mjs";
import { lastEvening } from "./days.mjs";

/** Jobs by the level below the director, how many of each, under whom, and what they earn in euros. */
const posts = [
  ["director", 1, null, 7400],
  ["head of operations", 1, "director", 5600],
  ["head of instruments", 1, "director", 5600],
  ["head of science", 1, "director", 5900],
  ["night assistant", 6, "head of operations", 3100],
  ["observer", 7, "head of science", 3700],
  ["electronics engineer", 3, "head of instruments", 4200],
  ["optics engineer", 2, "head of instruments", 4350],
  ["apprentice", 3, "electronics engineer", 1150],
  ["data scientist", 3, "head of science", 4300],
  ["cook", 2, "head of operations", 2500],
  ["volunteer", 4, "night assistant", null],
];

/** Bosses stand before those whom they lead, and ids are in that order. */
export function makeStaff(random) {
  const person = createPeople(random);
  const staff = [];
  for (const [job, count, bossJob, salary] of posts) {
    for (let i = 0; i < count; i++) {
      const bosses = staff.filter((one) => one.job === bossJob && one.quit === null);
      const hired = random.between(day("1996-03-01"), day("2024-10-01"));
      const gone =
        staff.length > 4 && random.chance(14) ? random.between(Math.max(hired, day("2023-11-01")), lastEvening) : null;
      staff.push({
        id: staff.length + 1,
        name: person().name,
        job,
        bossId: bosses.length === 0 ? null : random.pick(bosses).id,
        hired,
        quit: gone,
        // Whole steps of 50 euros: many earn the same.
        salaryCents: salary === null ? null : (salary + 50 * random.between(0, 5)) * 100,
      });
    }
  }
  return staff;
}
