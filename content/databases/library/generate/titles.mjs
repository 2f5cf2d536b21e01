/** Words for the gaps in the patterns below. */
const words = {
  place:
    "Aldermere|Saltby|the Fens|Lisbon|Trieste|the Hebrides|Kraków|Bergen|Smyrna|Kyoto|the Black Forest|Córdoba|the Pennines|Valparaíso|Ghent|Lagos|the Outer Isles|Galway|Tromsø|the Danube|Porto|Orkney",
  person:
    "Clockmaker|Cartographer|Ferryman|Glassblower|Lighthouse Keeper|Apothecary|Bookbinder|Beekeeper|Piano Tuner|Midwife|Archivist|Telegraphist|Locksmith|Organist|Signalman|Salt Merchant|Translator|Mapmaker",
  kin: "Daughter|Wife|Son|Apprentice|Widow|Brother|Niece|Ghost",
  season: "Spring|Summer|Autumn|Winter|Long Summer|Hard Winter",
  thing:
    "Silence|Tide|Orchard|Staircase|Letter|Lantern|Harbour|Mirror|Attic|Compass|River|Key|Photograph|Umbrella|Garden Wall|Weather House|Suitcase|Bridge",
  adjective:
    "Quiet|Borrowed|Unfinished|Salt|Paper|Distant|Crooked|Second|Hollow|Patient|Northern|Invisible|Late|Yellow|Forgotten|Ordinary",
  victim:
    "Verger|Postmistress|Baker|Librarian|Choirmaster|Baronet|Vicar|Lollipop Lady|Beekeeper|Bell-Ringer|Auctioneer",
  crime: "Murder|Poison|Blackmail|A Body|Arsenic|Foul Play|A Small Theft",
  venue:
    "the Vicarage|the Reading Room|the Flower Show|Platform Three|the Allotments|the Village Hall|the Lido|the Museum of Buttons|the Cricket Club|the Bakery",
  star: "Orion|Vega|Cassiopeia|Kepler|Andromeda|Proxima|Ceres|Callisto|the Pleiades|Altair",
  vessel: "Ark|Armada|Lighthouse|Caravan|Ferry|Embassy|Garrison|Cartel|Choir",
  beast: "Dragon|Griffin|Selkie|Wyvern|Raven King|Stag|Basilisk|Unicorn|Salamander",
  realm: "Thorn|Ash|Winter|Glass|Embers|Bone|Mist|Iron|Salt",
  bird: "Swifts|Owls|Curlews|Rooks|Kingfishers|Herons|Wrens|Geese|Gulls|Nightjars|Lapwings|Starlings",
  insect: "Bees|Moths|Beetles|Dragonflies|Ants|Wasps|Crickets|Butterflies|Hoverflies",
  plant: "Mosses|Oaks|Orchids|Ferns|Wild Roses|Hedgerows|Lichens|Bluebells|Seaweeds|Willows",
  dish: "Bread|Soup|Cake|Dumplings|Pies|Pickles|Cheese|Jam|Noodles|Stew",
  method: "Slow|Simple|Sunday|Everyday|Grandmother's|Seven-Ingredient|Winter|Weeknight",
  composer: "Bach|Clara Schumann|Haydn|Debussy|Hildegard|Dvořák|Fanny Mendelssohn|Purcell",
  painter: "Vermeer|Artemisia|Dürer|Turner|Morisot|Hokusai|Hammershøi|Bruegel",
  language: "SQL|Haskell|Lisp|Rust|Smalltalk|Prolog|TypeScript|Forth",
  idea: "Time|Chance|Kindness|Boredom|Truth|Doubt|Memory|Attention|Work|Infinity",
  animal: "Bear|Hedgehog|Otter|Mole|Fox|Snail|Penguin|Goose|Badger|Mouse",
  child: "Milo|Anouk|Pip|Wanda|Juno|Otis|Fern|Tilly|Ravi|Hana",
  era: "the Romans|the Etruscans|the Phoenicians|Old Kingdom Egypt|the Hittites|Carthage|Byzantium|the Minoans",
  trade: "Wool|Salt|Cod|Spice|Tin|Amber|Paper|Coal|Cotton|Clocks",
  digit: "Three|Seven|Nine|Twelve|Forty|A Hundred",
};

/** How the titles of a category sound; {gap} is filled from the words above. Several categories may share patterns. */
const patterns = {
  "Historical novels": [
    "The {person}'s {kin}",
    "The {person} of {place}",
    "A {season} in {place}",
    "The {adjective} {person}",
  ],
  "Contemporary novels": [
    "The {adjective} {thing}",
    "What the {thing} Knew",
    "{digit} {season}s",
    "A {thing} in {place}",
    "All My {adjective} Friends",
    "The {thing}",
  ],
  Novels: ["The {adjective} {thing}", "{season} in {place}", "The {thing}"],
  "Cosy mysteries": ["{crime} at {venue}", "The {victim} Vanishes", "{crime} and {dish}", "Death of a {victim}"],
  "Police procedurals": [
    "The {adjective} Witness",
    "Last Seen in {place}",
    "The {place} File",
    "Case {digit}",
    "The {thing} Murders",
  ],
  "Detective stories": ["The Riddle of the {adjective} {thing}", "{crime} in {place}", "The {adjective} {victim}"],
  Thrillers: ["The {place} Protocol", "{digit} Hours", "The {adjective} Agent", "No Way Out of {place}"],
  "Space opera": ["The {vessel} of {star}", "Beyond {star}", "{star} Rising", "The Last {vessel}"],
  Dystopias: ["The {adjective} City", "After the {thing}", "The Ministry of {idea}"],
  "Time travel": ["Yesterday in {place}", "The {person} Who Came Tomorrow", "{digit} Minutes Ago"],
  Fantasy: [
    "The {beast} of {realm}",
    "A Crown of {realm}",
    "The House of {realm} and {realm}",
    "The {person} and the {beast}",
  ],
  "Short stories": ["{digit} Stories from {place}", "The {thing} and Other Stories", "Selected Stories"],
  "Ghost stories": ["The {adjective} Guest", "A Haunting at {venue}", "The {person}'s Ghost"],
  Poetry: [
    "Selected Poems",
    "Collected Poems",
    "{adjective} Songs",
    "Ode to a {thing}",
    "Notes on {idea}",
    "{place}: Poems",
  ],
  Drama: ["The {thing}: A Play in Three Acts", "{adjective} People", "Waiting for the {victim}"],
  "Ancient history": [
    "A Short History of {era}",
    "{era}: Rise and Ruin",
    "Daily Life among {era}",
    "The Gods of {era}",
  ],
  "Medieval history": ["The {trade} Road", "Monks, {trade} and Money", "The Abbey of {place}", "Plague in {place}"],
  "Modern history": ["{place} since 1800", "The {trade} Question", "A {season} of Revolutions"],
  "The industrial age": ["{trade}: A History", "The {trade} Barons", "Canals of {place}"],
  "The world wars": ["{place}, 1917", "The {place} Front", "Letters from the {place} Front", "Rationing and {dish}"],
  Mathematics: ["The Pleasure of {idea}", "{digit} Proofs", "How to Count {bird}"],
  Geometry: ["{digit} Circles", "The Shape of {idea}", "Geometry for the {person}"],
  Logic: ["If and Only If", "The Logic of {idea}", "{digit} Paradoxes"],
  Physics: ["The Physics of {dish}", "Why {idea} Has a Direction", "Light, Heat and {dish}"],
  Astronomy: ["A Field Guide to {star}", "The Night Sky over {place}", "{digit} Moons"],
  Birds: ["{bird} of {place}", "The Secret Life of {bird}", "A Year with {bird}", "Listening to {bird}"],
  Insects: ["{insect} of {place}", "The Secret Life of {insect}", "A Pocket Guide to {insect}"],
  Plants: ["{plant} of {place}", "The Secret Life of {plant}", "Drawing {plant}"],
  Biology: ["What {bird} Know", "The Cell and the {thing}", "An Introduction to Biology"],
  Weather: ["Rain over {place}", "The Cloud Book", "Reading the Wind"],
  Programming: [
    "{language} in {digit} Evenings",
    "{language} for the {person}",
    "The Art of {language}",
    "Debugging with {idea}",
  ],
  Databases: [
    "{digit} Tables",
    "Joins for the {person}",
    "The {adjective} Index",
    "Transactions and {idea}",
    "A Relational Theory of {dish}",
    "NULL and Other Nothings",
  ],
  Music: ["Listening to {composer}", "{composer} in {place}", "{composer}: A Life in Letters"],
  Painting: ["{painter} and the {adjective} Light", "Looking at {painter}", "The {painter} Affair"],
  Architecture: ["The {thing} in Architecture", "Houses of {place}", "Libraries of {place}"],
  Baking: ["{method} {dish}", "The {place} Book of {dish}", "Baking with the {person}"],
  "Soups and stews": ["{method} Stew", "{digit} Soups", "Soup from {place}"],
  "Food and drink": ["{method} {dish}", "Eating in {place}", "Tea and {dish}"],
  Walking: ["{digit} Walks around {place}", "Walking {place}", "On Foot to {place}"],
  Railways: ["The Slow Train to {place}", "Branch Lines of {place}", "The {adjective} Signal Box"],
  Islands: ["{digit} Islands", "A {season} on the Island", "The Island {person}"],
  Travel: ["{place} by Bicycle", "A {season} in {place}", "Notes from {place}"],
  Memoirs: ["My {season} as a {person}", "The {person}'s {kin}: A Memoir", "Growing Up in {place}"],
  "Letters and diaries": ["Letters to a {person}", "A {place} Diary", "The {person}'s Notebook"],
  Biography: ["The {adjective} {person}: A Life", "{composer}: A Life", "{painter}: A Life"],
  Gardening: ["The {season} Garden", "{plant} for Beginners", "The {adjective} Gardener", "Digging in {place}"],
  Philosophy: ["On {idea}", "A Defence of {idea}", "{idea} and {idea}", "The Consolations of {idea}"],
  "Picture books": [
    "Good Night, {animal}",
    "{animal} and {animal}",
    "Where Is {animal}?",
    "The {animal} Who Was {adjective}",
  ],
  "First readers": ["{child} and the {animal}", "{child} Finds a {thing}", "{child} Goes to {place}"],
  "Fairy tales": ["The {beast} and the {person}", "Tales from {place}", "The {adjective} Princess"],
  "Young adult": [
    "{child} of {realm}",
    "The {child} Letters",
    "The {adjective} Summer of {child}",
    "{digit} Rules for {child}",
  ],
  "Town history": ["Aldermere: {digit} Views", "The {trade} Trade of Aldermere", "The {victim}s of Aldermere"],
  Maps: ["Aldermere and {place}, a Map", "Parish Map of Saltby", "Footpaths of Nether Pell"],
};

export const titledCategories = Object.keys(patterns);

export function makeTitle(random, category) {
  const pattern = random.pick(patterns[category]);
  const used = new Set();
  const title = pattern.replace(/\{(\w+)\}/g, (_, gap) => {
    const left = words[gap].split("|").filter((word) => !used.has(word));
    const word = random.pick(left);
    used.add(word);
    return word;
  });
  const read = title.replace(/\b(The|A) the /g, "$1 ").replace(/\bA (?=[AEIOU])/g, "An ");
  return read.charAt(0).toUpperCase() + read.slice(1);
}
