import { day } from "../../../generate/days.mjs";
import { createPeople } from "../../../generate/people.mjs";
import { institutions } from "./mountain.mjs";

const terms = [
  ["2023B", "2023-04-03"],
  ["2024A", "2023-10-02"],
  ["2024B", "2024-04-02"],
  ["2025A", "2024-10-01"],
  ["2025B", "2025-04-01"],
  ["2026A", "2025-08-18"],
];
const subjects = [
  "Dust",
  "Cold gas",
  "Flares",
  "Transits",
  "Rings",
  "Tails of comets",
  "Starspots",
  "Polarised light",
  "Young stars",
  "Faint moons",
  "Merging galaxies",
  "Light echoes",
];
const places = [
  "around old stars",
  "in the Lantern Cluster",
  "near the Anvil",
  "of the Hesper systems",
  "at low metallicity",
  "in the outer disk",
  "over ten years",
  "seen edge-on",
  "in Hα",
  "beyond the Spindle",
];

/** Proposals in the order in which they were handed in. Those of the last term have not been graded yet. */
export function makeProposals(random) {
  const person = createPeople(random);
  const proposals = [];
  for (const [term, deadline] of terms) {
    const count = random.between(24, 34);
    const leads = Array.from({ length: Math.ceil(count * 0.8) }, () => person().name);
    const rows = Array.from({ length: count }, () => ({
      early: random.chance(35) ? random.between(1, 12) * 1440 + random.between(0, 1439) : random.between(0, 600),
    }));
    rows.sort((one, other) => other.early - one.early);
    rows.forEach(({ early }, index) => {
      const decided = term !== "2026A";
      const grade = decided ? random.pick([10, 15, 15, 20, 20, 20, 25, 25, 30, 30, 35, 40, 50]) : null;
      const asked = 5 * random.between(4, 120);
      proposals.push({
        id: proposals.length + 1,
        term,
        code: `${term}-${String(index + 1).padStart(3, "0")}`,
        // The last institution has joined and never asked for anything.
        institutionId: random.between(1, institutions.length - 1),
        title: `${random.pick(subjects)} ${random.pick(places)}`,
        lead: random.pick(leads),
        submitted: { day: day(deadline), minutes: 17 * 60 - early },
        grade,
        asked,
        given: decided ? givenFor(grade, asked) : null,
        budgetCents: random.chance(18) ? null : random.between(4, 160) * 25_000,
      });
    });
  }
  return proposals;

  function givenFor(grade, asked) {
    if (grade >= 30) return 0;
    return grade <= 15 ? asked : Math.floor(asked / 10) * 5;
  }
}
