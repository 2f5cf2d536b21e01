import { month, weekday } from "../../../generate/days.mjs";
import { isForChildren } from "./categories.mjs";
import { firstDay, today } from "./days.mjs";

/** Plays the library's days, from the first to the last, and writes down every loan and fine. */
export function playLending(random, { books, copies, members }) {
  const popularity = new Map(
    random.shuffled(books).map((book, rank) => [book.id, Math.floor(60_000 / (rank + 200)) + 5]),
  );
  const pickCopy = random.weighted(copies.map((copy) => popularity.get(copy.bookId)));
  const pickMember = random.weighted(members.map((member) => member.fondness));
  const childrens = new Set(books.filter((book) => isForChildren(book.categoryId)).map((book) => book.id));
  const freeFrom = new Map(copies.map((copy) => [copy.id, copy.acquired]));
  const loans = [];
  const fines = [];

  for (let now = firstDay; now <= today; now++) {
    for (let left = loansOn(now); left > 0; left--) lend(now);
  }
  fines.sort((one, other) => one.charged - other.charged || one.loanId - other.loanId);
  fines.forEach((fine, index) => {
    fine.id = index + 1;
  });
  return { loans, fines };

  /** Closed on Sundays, busiest on Saturdays, quiet in August. */
  function loansOn(now) {
    if (weekday(now) === 0) return 0;
    const usual = weekday(now) === 6 ? random.between(12, 22) : random.between(7, 16);
    return month(now) === 8 ? Math.ceil(usual / 2) : usual;
  }

  function lend(now) {
    const member = members[pickMember()];
    if (member.joined > now || (member.resigned !== null && member.resigned < now + 120)) return;
    const copy = findCopy(now, member);
    if (!copy) return;
    const loan = {
      id: loans.length + 1,
      copyId: copy.id,
      memberId: member.id,
      loaned: now,
      due: dueDay(now, member),
      returned: null,
    };
    loans.push(loan);
    bringBack(loan, { member, copy });
  }

  function findCopy(now, member) {
    for (let tries = 0; tries < 30; tries++) {
      const copy = copies[pickCopy()];
      const fits = childrens.has(copy.bookId)
        ? member.kind === "child" || random.chance(15)
        : member.kind !== "child" || random.chance(20);
      const there =
        copy.lendable && freeFrom.get(copy.id) <= now && (copy.withdrawn === null || copy.withdrawn > now + 150);
      if (fits && there) return copy;
    }
    return null;
  }

  function dueDay(now, member) {
    if (member.kind === "home") return null;
    return now + (random.chance(18) ? 42 : 21);
  }

  function bringBack(loan, { member, copy }) {
    const lastDay = loan.due ?? loan.loaned + 60;
    if (random.chance(0.35) && lastDay < today - 200 && copy.withdrawn === null) {
      lose(loan, { copy, on: lastDay + 90 });
      return;
    }
    const late = loan.due !== null && random.chance(member.lateness);
    const back = late ? lastDay + lateDays() : lastDay - Math.min(random.between(0, 20), lastDay - loan.loaned);
    freeFrom.set(copy.id, back + 1);
    if (back > today) return;
    loan.returned = back;
    const daysLate = loan.due === null ? 0 : back - loan.due;
    if (daysLate > 0 && member.kind === "adult" && !random.chance(8))
      charge(loan, { reason: "late", cents: Math.min(1000, daysLate * 20), on: back });
    if (random.chance(0.5))
      charge(loan, { reason: "damaged", cents: random.pick([300, 500, 500, 750, 1500]), on: back });
  }

  function lateDays() {
    return random.chance(60)
      ? random.between(1, 6)
      : random.chance(80)
        ? random.between(7, 30)
        : random.between(31, 120);
  }

  function lose(loan, { copy, on }) {
    freeFrom.set(copy.id, today + 1);
    copy.withdrawn = on;
    charge(loan, { reason: "lost", cents: copy.priceCents ?? 1250, on });
  }

  function charge(loan, { reason, cents, on }) {
    const paid = random.chance(62) ? on : on + random.between(1, 120);
    const owed = random.chance(13) || paid > today;
    fines.push({ loanId: loan.id, reason, cents, charged: on, paid: owed ? null : paid });
  }
}
