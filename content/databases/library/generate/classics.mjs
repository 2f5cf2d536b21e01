/**
 * Works that are in the public domain, under the people who wrote them. A person's line is
 * "name | born | died | country", "+" joins two people, "-" stands for nobody known; a work's line is
 * "title | year | category | language". An empty field is NULL.
 */
const text = `
Jane Austen|1775|1817|GB
  Pride and Prejudice|1813|Classics
  Emma|1815|Classics
  Persuasion|1817|Classics
Charlotte Brontë|1816|1855|GB
  Jane Eyre|1847|Victorian classics
  Villette|1853|Victorian classics
Emily Brontë|1818|1848|GB
  Wuthering Heights|1847|Victorian classics
George Eliot|1819|1880|GB
  Middlemarch|1871|Victorian classics
  Silas Marner|1861|Victorian classics
Charles Dickens|1812|1870|GB
  Great Expectations|1861|Victorian classics
  Bleak House|1853|Victorian classics
  A Christmas Carol|1843|Ghost stories
Mary Shelley|1797|1851|GB
  Frankenstein; or, The Modern Prometheus|1818|Science fiction
Bram Stoker|1847|1912|IE
  Dracula|1897|Victorian classics
Sheridan Le Fanu|1814|1873|IE
  Carmilla|1872|Ghost stories
M. R. James|1862|1936|GB
  Ghost Stories of an Antiquary|1904|Ghost stories
Daniel Defoe|1660|1731|GB
  The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, Mariner: Who lived Eight and Twenty Years, all alone in an un-inhabited Island on the Coast of America, near the Mouth of the Great River of Oroonoque; Having been cast on Shore by Shipwreck, wherein all the Men perished but himself|1719|Classics
  The Fortunes and Misfortunes of the Famous Moll Flanders, Who was born in Newgate, and during a Life of continu'd Variety for Threescore Years, besides her Childhood, was five times a Wife, Twelve Year a Thief, Eight Year a Transported Felon in Virginia, at last grew Rich, liv'd Honest, and died a Penitent|1722|Classics
  A Journal of the Plague Year|1722|Historical novels
Jonathan Swift|1667|1745|IE
  Travels into Several Remote Nations of the World. In Four Parts. By Lemuel Gulliver, First a Surgeon, and then a Captain of Several Ships|1726|Classics
Laurence Sterne|1713|1768|IE
  The Life and Opinions of Tristram Shandy, Gentleman|1759|Classics
Lewis Carroll|1832|1898|GB
  Alice's Adventures in Wonderland|1865|Young adult
  Through the Looking-Glass, and What Alice Found There|1871|Young adult
Arthur Conan Doyle|1859|1930|GB
  A Study in Scarlet|1887|Detective stories
  The Adventures of Sherlock Holmes|1892|Detective stories
  The Hound of the Baskervilles|1902|Detective stories
Wilkie Collins|1824|1889|GB
  The Woman in White|1860|Crime
  The Moonstone|1868|Detective stories
H. G. Wells|1866|1946|GB
  The Time Machine|1895|Time travel
  The Invisible Man|1897|Science fiction
  The War of the Worlds|1898|Science fiction
Jules Verne|1828|1905|FR
  Vingt mille lieues sous les mers|1870|Science fiction|fr
  Le Tour du monde en quatre-vingts jours|1873|French classics|fr
Victor Hugo|1802|1885|FR
  Les Misérables|1862|French classics|fr
  Notre-Dame de Paris|1831|French classics|fr
Gustave Flaubert|1821|1880|FR
  Madame Bovary|1857|French classics|fr
Émile Zola|1840|1902|FR
  Germinal|1885|French classics|fr
  Au Bonheur des Dames|1883|French classics|fr
Marcel Proust|1871|1922|FR
  Du côté de chez Swann|1913|French classics|fr
Alexandre Dumas|1802|1870|FR
  Les Trois Mousquetaires|1844|French classics|fr
  Le Comte de Monte-Cristo|1846|French classics|fr
Fyodor Dostoevsky|1821|1881|RU
  Crime and Punishment|1866|Russian classics
  The Idiot|1869|Russian classics
  The Brothers Karamazov|1880|Russian classics
Leo Tolstoy|1828|1910|RU
  War and Peace|1869|Russian classics
  Anna Karenina|1878|Russian classics
Anton Chekhov|1860|1904|RU
  The Seagull|1896|Drama
  The Lady with the Dog|1899|Short stories
  The Cherry Orchard|1904|Drama
Nikolai Gogol|1809|1852|
  Dead Souls|1842|Russian classics
Ivan Turgenev|1818|1883|RU
  Fathers and Sons|1862|Russian classics
Anna Akhmatova|1889|1966|RU
  Вечер|1912|Poetry|ru
Miguel de Cervantes|1547|1616|ES
  El ingenioso hidalgo don Quijote de la Mancha|1605|Classics|es
Dante Alighieri|1265|1321|IT
  La Divina Commedia||Poetry|it
Homer|||
  The Iliad||Poetry
  The Odyssey||Poetry
Sappho|||
  Fragments||Poetry
Ovid|-43|17|
  Metamorphoses|8|Poetry|la
Murasaki Shikibu|||JP
  The Tale of Genji|1021|Classics
Matsuo Bashō|1644|1694|JP
  The Narrow Road to the Deep North|1702|Poetry
Natsume Sōseki|1867|1916|JP
  I Am a Cat|1906|Classics
  Kokoro|1914|Classics
Cao Xueqin||1763|CN
  紅樓夢|1791|Classics|zh
Lu Xun|1881|1936|CN
  Call to Arms|1923|Short stories
Rabindranath Tagore|1861|1941|IN
  Gitanjali|1910|Poetry
  The Home and the World|1916|Novels
Johann Wolfgang von Goethe|1749|1832|DE
  Die Leiden des jungen Werthers|1774|Classics|de
  Faust|1808|Drama|de
Franz Kafka|1883|1924|CZ
  Die Verwandlung|1915|Short stories|de
  Der Prozess|1925|Classics|de
Theodor Fontane|1819|1898|DE
  Effi Briest|1896|Classics|de
Jacob Grimm|1785|1863|DE+Wilhelm Grimm|1786|1859|DE
  Kinder- und Hausmärchen|1812|Fairy tales|de
Hans Christian Andersen|1805|1875|DK
  Eventyr, fortalte for Børn|1835|Fairy tales|da
Selma Lagerlöf|1858|1940|SE
  Nils Holgerssons underbara resa genom Sverige|1906|Young adult|sv
Henrik Ibsen|1828|1906|NO
  Peer Gynt|1867|Drama|no
  Et dukkehjem|1879|Drama|no
Bolesław Prus|1847|1912|PL
  Lalka|1890|Classics|pl
Adam Mickiewicz|1798|1855|PL
  Pan Tadeusz, czyli ostatni zajazd na Litwie|1834|Poetry|pl
Karel Čapek|1890|1938|CZ
  R.U.R.|1920|Drama|cs
  Válka s mloky|1936|Dystopias|cs
Jaroslav Hašek|1883|1923|CZ
  Osudy dobrého vojáka Švejka za světové války|1921|The world wars|cs
Machado de Assis|1839|1908|BR
  Memórias póstumas de Brás Cubas|1881|Classics|pt
  Dom Casmurro|1899|Classics|pt
Eça de Queirós|1845|1900|PT
  Os Maias|1888|Classics|pt
Fernando Pessoa|1888|1935|PT
  Mensagem|1934|Poetry|pt
C. P. Cavafy|1863|1933|GR
  Ποιήματα|1935|Poetry|el
Herman Melville|1819|1891|US
  Moby-Dick; or, The Whale|1851|Classics
Emily Dickinson|1830|1886|US
  Poems|1890|Poetry
Walt Whitman|1819|1892|US
  Leaves of Grass|1855|Poetry
Mark Twain|1835|1910|US
  The Adventures of Tom Sawyer|1876|Young adult
  Adventures of Huckleberry Finn|1884|Young adult
Louisa May Alcott|1832|1888|US
  Little Women|1868|Young adult
Kate Chopin|1850|1904|US
  The Awakening|1899|Classics
Edgar Allan Poe|1809|1849|US
  Tales of the Grotesque and Arabesque|1840|Short stories
William Shakespeare|1564|1616|GB
  A Midsummer Night's Dream|1600|Drama
  Hamlet|1603|Drama
  Sonnets|1609|Poetry
  Macbeth|1623|Drama
Oscar Wilde|1854|1900|IE
  The Picture of Dorian Gray|1891|Victorian classics
  The Importance of Being Earnest|1899|Drama
Robert Louis Stevenson|1850|1894|GB
  Treasure Island|1883|Young adult
  Strange Case of Dr Jekyll and Mr Hyde|1886|Victorian classics
Kenneth Grahame|1859|1932|GB
  The Wind in the Willows|1908|First readers
Beatrix Potter|1866|1943|GB
  The Tale of Peter Rabbit|1902|Picture books
  The Tale of Squirrel Nutkin|1903|Picture books
E. Nesbit|1858|1924|GB
  Five Children and It|1902|Young adult
  The Railway Children|1906|Young adult
Virginia Woolf|1882|1941|GB
  Mrs Dalloway|1925|Classics
  To the Lighthouse|1927|Classics
  Orlando|1928|Classics
James Joyce|1882|1941|IE
  Dubliners|1914|Short stories
  Ulysses|1922|Classics
Jerome K. Jerome|1859|1927|GB
  Three Men in a Boat (To Say Nothing of the Dog)|1889|Victorian classics
Charles Darwin|1809|1882|GB
  The Voyage of the Beagle|1839|Travel
  On the Origin of Species by Means of Natural Selection, or the Preservation of Favoured Races in the Struggle for Life|1859|Biology
  The Formation of Vegetable Mould, Through the Action of Worms, with Observations on Their Habits|1881|Biology
Luigi Menabrea|1809|1896|IT+Ada Lovelace|1815|1852|GB
  Sketch of the Analytical Engine Invented by Charles Babbage, Esq.|1843|Computing
Euclid|||
  Elements||Geometry
Edwin A. Abbott|1838|1926|GB
  Flatland: A Romance of Many Dimensions|1884|Geometry
George Boole|1815|1864|GB
  An Investigation of the Laws of Thought, on Which Are Founded the Mathematical Theories of Logic and Probabilities|1854|Logic
Isaac Newton|1643|1727|GB
  Philosophiæ Naturalis Principia Mathematica|1687|Physics|la
Galileo Galilei|1564|1642|IT
  Sidereus Nuncius|1610|Astronomy|la
Mary Wollstonecraft|1759|1797|GB
  A Vindication of the Rights of Woman|1792|Philosophy
  Letters Written During a Short Residence in Sweden, Norway, and Denmark|1796|Letters and diaries
Marcus Aurelius|121|180|
  Meditations||Philosophy
Isabella Beeton|1836|1865|GB
  The Book of Household Management|1861|Food and drink
Gilbert White|1720|1793|GB
  The Natural History and Antiquities of Selborne|1789|Biology
Edward Gibbon|1737|1794|GB
  The History of the Decline and Fall of the Roman Empire|1776|Ancient history
Herodotus|||
  Histories||Ancient history
-
  Beowulf||Poetry
  The Epic of Gilgamesh||Poetry
  Sir Gawain and the Green Knight||Poetry
  One Thousand and One Nights||Fairy tales
  La vida de Lazarillo de Tormes y de sus fortunas y adversidades|1554|Classics|es
`;

export const classics = readClassics(text);

function readClassics(lines) {
  const works = [];
  let people = [];
  for (const line of lines.split("\n").filter((each) => each !== "")) {
    if (line.startsWith("  ")) works.push({ ...readWork(line.trim()), people });
    else people = line === "-" ? [] : line.split("+").map(readPerson);
  }
  return works;
}

function readPerson(line) {
  const [name, born, died, country] = line.split("|");
  return { name, born: yearOrNull(born), died: yearOrNull(died), country: country || null };
}

function readWork(line) {
  const [title, year, category, language = "en"] = line.split("|");
  return { title, published: yearOrNull(year), category, language };
}

function yearOrNull(field) {
  return field === "" ? null : Number(field);
}
