import { day } from "../../../generate/days.mjs";
import { createPeople, emailOf, givenName, unusualNames } from "../../../generate/people.mjs";
import { today } from "./days.mjs";

const membersInAll = 412;
const towns = ["Aldermere", "Saltby", "Kingsbourne", "Nether Pell", "Upper Quill", "Thorn End"];

/** Members in the order of their cards, and how fond each is of borrowing and how careless about bringing back. */
export function makeMembers(random) {
  const person = createPeople(random);
  const pickTown = random.weighted([58, 14, 11, 7, 5, 3]);
  const members = [];
  while (members.length < membersInAll) {
    const id = members.length + 1;
    const guardian = id > 60 && random.chance(20) ? random.pick(members.filter(({ kind }) => kind === "adult")) : null;
    members.push(guardian ? makeChild(id, guardian) : makeAdult(id));
  }
  return members;

  function makeAdult(id) {
    // Every fiftieth card belongs to somebody with an unusual name, and a few share theirs with an earlier member.
    const unusual = id % 50 === 7 ? unusualNames[(id - 7) / 50] : undefined;
    const twin = id % 45 === 31 ? members.filter(({ kind }) => kind === "adult")[id % 17] : undefined;
    const { name, family, country } = unusual ?? twin ?? person();
    const kind = unusual === undefined && random.chance(5) ? "home" : "adult";
    const born =
      kind === "home"
        ? random.between(day("1930-01-01"), day("1950-12-31"))
        : random.between(day("1944-01-01"), day("2004-12-31"));
    return {
      ...common(id),
      name,
      family,
      country,
      kind,
      email: email(name, id),
      born: random.chance(12) ? null : born,
      guardianId: null,
    };
  }

  function makeChild(id, guardian) {
    const noted = random.chance(85);
    const card = common(id);
    const youngest = card.joined - 2 * 365;
    return {
      ...card,
      name: `${givenName(random, guardian.country in { LB: 1, IL: 1, GR: 1, KR: 1 } ? "GB" : guardian.country)} ${guardian.family ?? "Oakes"}`,
      country: guardian.country,
      kind: "child",
      email: random.chance(60) ? null : "",
      born: random.between(Math.min(youngest, Math.max(day("2007-07-15"), youngest - 12 * 365)), youngest),
      guardianId: noted ? guardian.id : null,
    };
  }

  function common(id) {
    // Cards are numbered by the day of joining.
    const joined = day("2009-02-02") + Math.floor(((today - 30 - day("2009-02-02")) * id) / (membersInAll + 1));
    const resigned = random.chance(8)
      ? Math.min(today, Math.max(joined, day("2021-06-01")) + random.between(90, 1300))
      : null;
    const town = random.chance(4) ? null : towns[pickTown()];
    const fondness = random.chance(9) ? 0 : 4 + Math.floor(1400 / random.between(14, 240));
    return { id, town, joined, resigned, fondness, lateness: random.pick([2, 3, 4, 6, 6, 8, 8, 10, 14, 22, 38]) };
  }

  function email(name, id) {
    if (random.chance(14)) return null;
    return random.chance(9) ? "" : emailOf(name, id);
  }
}
