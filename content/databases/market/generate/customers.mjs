import { day } from "../../../generate/days.mjs";
import { createPeople, emailOf, unusualNames } from "../../../generate/people.mjs";
import { lastDay } from "./days.mjs";

const customersInAll = 640;
const towns = ["Aldermere", "Saltby", "Kingsbourne", "Nether Pell", "Upper Quill", "Thorn End"];

/** Customers in the order of their cards. */
export function makeCustomers(random) {
  const person = createPeople(random);
  const pickTown = random.weighted([46, 22, 12, 8, 7, 5]);
  const customers = [];
  while (customers.length < customersInAll) {
    const id = customers.length + 1;
    const twin = id % 61 === 30 ? customers[id % 23] : null;
    const name = (id % 80 === 11 ? unusualNames[(id - 11) / 80] : null)?.name ?? twin?.name ?? person().name;
    customers.push({
      id,
      name,
      email: random.chance(22) ? null : random.chance(6) ? "" : emailOf(name, id),
      town: random.chance(7) ? null : towns[pickTown()],
      joined: day("2015-05-02") + Math.floor(((lastDay - 7 - day("2015-05-02")) * id) / customersInAll),
      newsletter: random.chance(30) ? null : random.chance(45),
      referrerId: id > 20 && random.chance(34) ? random.between(Math.max(1, id - 90), id - 1) : null,
      // Every ninth has a card and never shows it.
      fondness: random.chance(11) ? 0 : 3 + Math.floor(900 / random.between(12, 200)),
    });
  }
  return customers;
}
