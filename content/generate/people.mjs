/** Names by where they come from: given names, then family names. */
const names = {
  GB: [
    "Agnes Alfie Alice Arthur Beatrice Bronwen Callum Clara Daisy Edith Edmund Eleanor Eliza Ewan Fergus Flora Frances George Grace Harriet Henry Imogen Isla Jack Joan Kitty Lewis Lydia Mabel Martha Maud Nell Oliver Oscar Penelope Ralph Rosalind Rory Siân Stanley Tabitha Thomas Una Violet Walter Winifred",
    "Abbott Ainsworth Ashdown Barlow Bramley Carver Chadwick Clegg Cole Dunmore Ellery Fairfax Fenwick Garrick Grieve Hale Harker Hollis Jessop Kemp Langley Larkin Lovell Marsh Mayhew Merrick Nairn Oakes Pascoe Peverell Pryce Quill Ransome Rowntree Sedgwick Sharpe Tallis Thorne Underhill Vane Wainwright Whitlock Wren Yardley",
  ],
  IE: [
    "Aoife Ciarán Declan Fionnuala Niamh Oisín Róisín Seán Siobhán Tadhg",
    "Brennan Byrne Doyle Kavanagh Murphy O'Brien O'Connor O'Malley Ní_Dhuibhne Walsh",
  ],
  DE: [
    "Annika Bärbel Friedrich Greta Günter Jörg Jürgen Katharina Lukas Matthias Sabine Ulrike",
    "Bauer Böhm Fischer Groß Jäger Köhler Krüger Müller Schäfer Schröder Vogel Weiß",
  ],
  FR: [
    "Amélie Benoît Chloé Élodie François Gaëlle Hélène Jérôme Mathieu Noémie Théo Zoë",
    "Beaumont Chevalier d'Arcy Dubois Fournier Girard Lefèvre Marchand Moreau Rousseau Séguin",
  ],
  PL: [
    "Agnieszka Bartosz Grażyna Jakub Katarzyna Łukasz Małgorzata Paweł Stanisław Zofia",
    "Dąbrowska Kowalczyk Mazur Nowak Pająk Sikora Wójcik Wróbel Zając Żak",
  ],
  PT: [
    "Afonso Beatriz Catarina Duarte Inês João Luísa Maria Simão Tomás",
    "Almeida Brandão Carvalho Conceição Faria Magalhães Pinto Santos Simões Vaz",
  ],
  ES: [
    "Ángela Belén Íñigo José Lucía Martín Nuria Raúl Sofía Ximena",
    "Aguilar Castaño Domínguez Iglesias Muñoz Navarro Peña Quiñones Rivas Zúñiga",
  ],
  TR: ["Ayşe Çağla Emre Gülşen İpek Mehmet Ömer Şebnem", "Arslan Çelik Demir Kılıç Öztürk Şahin Yıldız"],
  IN: [
    "Aarav Ananya Arjun Deepa Kavita Meera Nikhil Priya Ravi Shreya",
    "Banerjee Chatterjee Desai Iyer Kapoor Menon Nair Patel Rao Sharma",
  ],
  NG: ["Adaeze Bólá Chidi Folake Ifeoma Ngozi Obinna Tunde", "Abiola Adébáyò Eze Nwosu Okafor Okonkwo Oyelaran"],
  NO: [
    "Astrid Bjørn Håkon Ingrid Kjersti Øystein Sigrid Søren Tuva",
    "Bakke Dahl Haugen Lund Nygård Ødegård Sæther Strand",
  ],
  JP: ["Aiko Haruki Hiroshi Keiko Naoko Ryō Yūko Yumi", "Fujimoto Itō Kobayashi Ōno Saitō Takahashi Yamada"],
  VN: ["Bảo Dũng Hương Linh Minh Thảo", "Đặng Lê Nguyễn Phạm Trần"],
  CZ: ["Božena Jiří Lenka Ondřej Radka Tomáš Vojtěch Zdeňka", "Černý Dvořák Hájek Němcová Novotný Růžička Šťastný"],
  IT: [
    "Alessia Bruno Chiara Fabrizio Giulia Lorenzo Niccolò Paola",
    "Bianchi Conti De_Luca Ferrari Galli Lombardi Marino Ricci",
  ],
  CN: ["Jing Lei Mei Wei Xin Yan", "Chen Li Lin Ng Wang Zhao"],
};
const countries = Object.keys(names);
const weights = [48, 7, 5, 5, 6, 5, 4, 3, 6, 4, 3, 3, 2, 3, 3, 3];

/** Gives a function that makes up somebody: a name and the country that it sounds of. */
export function createPeople(random) {
  const pickCountry = random.weighted(weights);
  return function person() {
    const country = countries[pickCountry()];
    const [given, family] = names[country].map((list) => random.pick(list.split(" ")).replace("_", " "));
    return { name: `${given} ${family}`, family, country };
  };
}

/** A child has its guardian's family name. */
export function givenName(random, country) {
  return random.pick(names[country][0].split(" "));
}

/** Members who make a query's author look twice. */
export const unusualNames = [
  { name: "Maria Teresa Fernanda de Albuquerque e Vasconcelos da Câmara Pereira", country: "PT" },
  { name: "نور الهدى حداد", country: "LB" },
  { name: "נועה לוי", country: "IL" },
  { name: "李小龍", country: "CN" },
  { name: "Αλεξάνδρα Παπαδοπούλου", country: "GR" },
  { name: "O", country: "KR" },
  { name: "Nelly Null", country: "GB" },
  { name: 'Robert "Bobby" O\'Tables', country: "GB" },
];

/** An address for a name, or nothing where the name has no Latin letters. */
export function emailOf(name, number) {
  const folded = { ø: "o", ł: "l", đ: "d", ı: "i", æ: "ae", ß: "ss" };
  const plain = name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[øłđıæß]/g, (letter) => folded[letter])
    .replace(/[^a-z ]/g, "")
    .trim()
    .replace(/ +/g, ".");
  return plain.length < 3
    ? null
    : `${plain.slice(0, 40)}${number % 3 === 0 ? number : ""}@example.${number % 2 ? "org" : "net"}`;
}
