import { weekday } from "../../../generate/days.mjs";
import { firstDay, isMarketDay, lastDay } from "./days.mjs";

const notes = ["Forgot the bag, comes back.", "Wants a receipt.", "Paid in small coins.", "Regular.", "Birthday!"];
const praise = [
  "Lovely.",
  "As good as grandmother's.",
  "Every week!",
  "Too dear, but I cannot stop.",
  "Fresh, fresh, fresh.",
  "Best on the quay",
];
const blame = ["Went off the next day.", "smaller than last year", "Not for me.", "Where has the old recipe gone?"];

/** Plays the market days, from the first to the last. */
export function openMarket(random, { traders, products, customers }) {
  const pickCustomer = random.weighted(customers.map((customer) => customer.fondness));
  const purchases = [];
  const lines = [];
  const bookings = [];
  for (let day = firstDay; day <= lastDay; day++) if (isMarketDay(day)) play(day);
  return { purchases, lines, bookings, reviews: makeReviews() };

  function play(day) {
    const there = traders.filter(({ comes, until }) => (until === null || until >= day) && random.chance(comes));
    const stalls = random.shuffled(Array.from({ length: 24 }, (_, index) => index + 1));
    const busy = weekday(day) === 6;
    const todays = [];
    there.forEach((trader, index) => {
      const fee = trader.commission === null ? 0 : busy ? 3500 : 2250;
      bookings.push({ stall: stalls[index], day, traderId: trader.id, feeCents: fee });
      const sales = random.between(2, busy ? 12 : 6);
      for (let i = 0; i < sales; i++) todays.push({ trader, minutes: random.between(8 * 60, 14 * 60 - 1) });
    });
    bookings.sort((one, other) => one.day - other.day || one.stall - other.stall);
    todays.sort((one, other) => one.minutes - other.minutes || one.trader.id - other.trader.id);
    for (const sale of todays) sell(day, sale);
  }

  function sell(day, { trader, minutes }) {
    const customer = random.chance(26) ? null : customers[pickCustomer()];
    const known = customer !== null && customer.joined <= day;
    const id = purchases.length + 1;
    purchases.push({
      id,
      customerId: known ? customer.id : null,
      traderId: trader.id,
      bought: { day, minutes },
      paidBy: known && random.chance(25) ? "account" : random.chance(40) ? "cash" : "card",
      note: random.chance(4) ? random.pick(notes) : null,
    });
    const offered = random.shuffled(products.filter(({ traderId }) => traderId === trader.id));
    offered.slice(0, random.pick([1, 1, 1, 2, 2, 3, 4])).forEach((product, index) => {
      const { cents } = product.prices.find(({ from, to }) => from <= day && (to === null || day < to));
      lines.push({
        purchaseId: id,
        line: index + 1,
        productId: product.id,
        quantity:
          product.unit === "kg"
            ? `${random.between(0, 3)}.${String(50 * random.between(2, 19)).padStart(3, "0")}`
            : random.pick([1, 1, 1, 2, 2, 3, 6]),
        cents: random.chance(0.6) ? 0 : cents,
        discount: random.chance(7) ? random.pick([500, 1000, 1000, 2500, 5000]) : null,
      });
    });
  }

  function makeReviews() {
    const bought = new Map();
    const dayOf = new Map(purchases.map((purchase) => [purchase.id, purchase]));
    for (const line of lines) {
      const { customerId, bought: when } = dayOf.get(line.purchaseId);
      if (customerId !== null) bought.set(`${line.productId}/${customerId}`, { ...line, customerId, when });
    }
    const chosen = [...bought.values()].filter(() => random.chance(9));
    const reviews = chosen.map(({ productId, customerId, when }) => {
      const stars = random.pick([1, 2, 3, 4, 4, 4, 5, 5, 5, 5]);
      const words = random.chance(45) ? null : random.pick(stars > 2 ? praise : blame);
      const posted = {
        day: Math.min(lastDay, when.day + random.between(0, 20)),
        minutes: random.between(14 * 60, 23 * 60),
      };
      return { productId, customerId, stars, words, posted };
    });
    reviews.sort((one, other) => one.posted.day - other.posted.day || one.posted.minutes - other.posted.minutes);
    return reviews.map((review, index) => ({ id: index + 1, ...review }));
  }
}
