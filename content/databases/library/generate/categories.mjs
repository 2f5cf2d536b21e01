/** The subjects, by indentation. Newspapers stay empty. */
const outline = `
Fiction
  Novels
    Classics
      Victorian classics
      Russian classics
      French classics
    Historical novels
    Contemporary novels
  Crime
    Detective stories
      Cosy mysteries
      Police procedurals
    Thrillers
  Science fiction
    Space opera
    Dystopias
    Time travel
  Fantasy
  Short stories
    Ghost stories
  Poetry
  Drama
Non-fiction
  History
    Ancient history
    Medieval history
    Modern history
      The industrial age
      The world wars
  Science
    Mathematics
      Geometry
      Logic
    Physics
    Astronomy
    Biology
      Birds
      Insects
      Plants
    Weather
  Computing
    Programming
    Databases
  Arts
    Music
    Painting
    Architecture
  Food and drink
    Baking
    Soups and stews
  Travel
    Walking
    Railways
    Islands
  Biography
    Memoirs
    Letters and diaries
  Gardening
  Philosophy
Children
  Picture books
  First readers
  Fairy tales
  Young adult
Local collection
  Town history
  Maps
  Newspapers
`;

export const categories = readOutline(outline);

export function categoryId(name) {
  const found = categories.find((category) => category.name === name);
  if (!found) throw new Error(`There is no category "${name}".`);
  return found.id;
}

/** Whether a category stands somewhere below "Children". */
export function isForChildren(id) {
  const category = categories[id - 1];
  return category.name === "Children" || (category.parentId !== null && isForChildren(category.parentId));
}

function readOutline(text) {
  const above = [];
  return text
    .trim()
    .split("\n")
    .map((line, index) => {
      const depth = (line.length - line.trimStart().length) / 2;
      const category = { id: index + 1, parentId: depth === 0 ? null : above[depth - 1], name: line.trim() };
      above[depth] = category.id;
      return category;
    });
}
