import { day } from "../../../generate/days.mjs";
import { firstDay, lastDay } from "./days.mjs";

const purposes = ["Commission", "Stall fee", "Top-up", "Gift", "Lent for bread", null, null];

/** The market's own account is the first; balances are what the transfers leave of what everybody began with. */
export function makeBank(random, { traders, customers }) {
  const accounts = [
    {
      id: 1,
      owner: "The quayside market",
      customerId: null,
      traderId: null,
      cents: 1_250_000,
      opened: day("2006-04-01"),
    },
  ];
  for (const trader of traders.filter(() => random.chance(90)))
    accounts.push({
      id: accounts.length + 1,
      owner: trader.name,
      customerId: null,
      traderId: trader.id,
      cents: random.between(200, 4000) * 100,
      opened: trader.since,
    });
  for (const customer of customers.filter(() => random.chance(38)))
    accounts.push({
      id: accounts.length + 1,
      owner: customer.name,
      customerId: customer.id,
      traderId: null,
      cents: random.chance(5) ? 0 : random.between(0, 300) * 100,
      opened: customer.joined,
    });
  const transfers = [];
  for (let date = firstDay; date <= lastDay; date++) {
    for (let left = random.between(0, 9); left > 0; left--) send(date);
  }
  transfers.sort((one, other) => one.made.day - other.made.day || one.made.minutes - other.made.minutes);
  transfers.forEach((transfer, index) => {
    transfer.id = index + 1;
  });
  return { accounts, transfers };

  function send(date) {
    const [from, to] = [random.pick(accounts), random.pick(accounts)];
    const cents = random.pick([500, 1000, 2000, 2500, 5000, random.between(1, 4000) * 5]);
    if (from === to || from.cents < cents || Math.max(from.opened, to.opened) > date) return;
    from.cents -= cents;
    to.cents += cents;
    transfers.push({
      fromId: from.id,
      toId: to.id,
      cents,
      made: { day: date, minutes: random.between(0, 1439) },
      purpose: random.pick(purposes),
    });
  }
}
