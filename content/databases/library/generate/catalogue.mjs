import { day } from "../../../generate/days.mjs";
import { createPeople } from "../../../generate/people.mjs";
import { categoryId } from "./categories.mjs";
import { classics } from "./classics.mjs";
import { today } from "./days.mjs";
import { makeTitle, titledCategories } from "./titles.mjs";

const moderns = 215;
const booksInAll = 940;
/** What everybody knows to be long, or short. */
const knownPages = new Map([
  ["War and Peace", 1225],
  ["Les Misérables", 1463],
  ["Le Comte de Monte-Cristo", 1276],
  ["The History of the Decline and Fall of the Roman Empire", 3080],
  ["紅樓夢", 2339],
  ["The Tale of Genji", 1184],
  ["El ingenioso hidalgo don Quijote de la Mancha", 1023],
  ["Bleak House", 989],
  ["Middlemarch", 880],
  ["Anna Karenina", 864],
  ["The Brothers Karamazov", 840],
  ["Ulysses", 732],
  ["Moby-Dick; or, The Whale", 635],
  ["Die Verwandlung", 92],
  ["A Christmas Carol", 104],
  ["Carmilla", 108],
]);
/** Titles that several books may have. */
const sharedTitles = new Set(["Selected Poems", "Collected Poems", "Selected Stories", "An Introduction to Biology"]);
const shortBooks = new Set(["Picture books", "First readers", "Maps", "Poetry", "Drama"]);

/** Authors, books, who wrote what, and the copies on the shelves. */
export function makeCatalogue(random) {
  const authors = [];
  const books = [];
  const bylines = [];
  for (const work of classics) {
    const book = addBook(work);
    work.people.forEach((person, index) => {
      bylines.push({ bookId: book.id, authorId: classicAuthor(person).id, byline: index + 1 });
    });
  }
  addModernBooks();
  return { authors, books, bylines, copies: makeCopies(random, books) };

  function addBook({ title, category, published, language }) {
    const pages = knownPages.get(title) ?? countPages(category);
    const book = { id: books.length + 1, title, categoryId: categoryId(category), published, pages, language };
    books.push(book);
    return book;
  }

  function countPages(category) {
    if (random.chance(5)) return null;
    return shortBooks.has(category) ? random.between(24, 190) : random.between(70, 280) + random.between(40, 340);
  }

  function classicAuthor(person) {
    const known = authors.find((author) => author.name === person.name);
    if (known) return known;
    const author = { id: authors.length + 1, ...person };
    authors.push(author);
    return author;
  }

  function addModernBooks() {
    const first = authors.length;
    const person = createPeople(random);
    for (let i = 0; i < moderns; i++) authors.push(modernAuthor(authors.length + 1, person()));
    // The last ten have a place in the list and no book yet.
    const pickAuthor = random.weighted(
      Array.from({ length: moderns - 10 }, (_, i) => 40 + Math.floor(6000 / (i + 20))),
    );
    const titles = new Set(books.map((book) => book.title));
    while (books.length < booksInAll) {
      const category = random.pick(titledCategories);
      const title = makeTitle(random, category);
      const writers = pickWriters().map((index) => authors[first + index]);
      const published = yearOf(writers);
      if (published === undefined || (titles.has(title) && !sharedTitles.has(title))) continue;
      titles.add(title);
      const language = random.chance(4) ? random.pick(["de", "fr", "es", "pl"]) : "en";
      const book = addBook({ title, category, published, language });
      writers.forEach((writer, index) => bylines.push({ bookId: book.id, authorId: writer.id, byline: index + 1 }));
    }

    function pickWriters() {
      const indexes = new Set([pickAuthor()]);
      if (random.chance(14)) indexes.add(pickAuthor());
      if (random.chance(3)) indexes.add(pickAuthor());
      return [...indexes];
    }
  }

  /** A year in which all of them were grown up and alive; undefined where there is none, null where nobody noted it. */
  function yearOf(writers) {
    const first = Math.max(...writers.map((writer) => writer.born ?? 1950)) + 24;
    const last = Math.min(2025, ...writers.map((writer) => writer.died ?? 2025));
    if (first > last) return undefined;
    return random.chance(3) ? null : last - Math.min(random.between(0, last - first), random.between(0, last - first));
  }

  function modernAuthor(id, { name, country }) {
    const born = random.between(1918, 1996);
    const died = born < 1950 && random.chance(55) ? Math.min(2024, born + random.between(58, 95)) : null;
    return { id, name, born: random.chance(12) ? null : born, died, country: random.chance(6) ? null : country };
  }
}

function makeCopies(random, books) {
  const copies = [];
  for (const book of books) {
    // One book in thirty is on order; a few have a shelf of their own.
    const count = random.chance(3.5) ? 0 : random.pick([1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 6]);
    const forReadingRoom = count > 0 && random.chance(4);
    for (let i = 0; i < count; i++) copies.push(makeCopy(random, { id: copies.length + 1, book, forReadingRoom }));
  }
  return copies;
}

function makeCopy(random, { id, book, forReadingRoom }) {
  const earliest = Math.max(day("2001-03-01"), day(`${Math.max(book.published ?? 0, 2001)}-03-01`));
  const acquired = random.between(Math.min(earliest, today - 20), Math.max(earliest, today - random.between(20, 2400)));
  const age = today - acquired;
  const withdrawn = age > 1500 && random.chance(7) ? random.between(acquired + 1200, today) : null;
  return {
    id,
    bookId: book.id,
    barcode: `A-${String(10_000 + id * 7).padStart(5, "0")}`,
    acquired,
    priceCents: random.chance(8)
      ? null
      : random.pick([499, 750, 899, 995, 1000, 1250, 1499, 1650, 1999, 2250, 2499, 3400, 4800, 8950]),
    condition:
      age < 500 ? "new" : random.pick(["good", "good", "good", "good", "good", "worn", "worn", "worn", "damaged"]),
    lendable: !forReadingRoom,
    withdrawn,
  };
}
