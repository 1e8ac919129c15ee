// Makes the tables of Chinese character forms for search and name checks (src/Platform/Search) from OpenCC's dictionaries.
//   han-fold.txt        a character and the one form it is searched by
//   han-simplified.txt  a character that is only simplified, and the traditional one it mostly stands for, in Hong Kong's form
const read = async name => new Map((await import(`opencc-js/dict/${name}`)).default.split('|').map(entry => entry.split(' ')))
const [traditionalOf, simplifiedOf, hongKong, taiwan] = await Promise.all(['STCharacters', 'TSCharacters', 'HKVariants', 'TWVariants'].map(read))
const standardOf = new Map([...hongKong, ...taiwan].filter(([, regional]) => !hongKong.has(regional)).map(([standard, regional]) => [regional, standard]))

// Big5's first plane is the 5,401 characters in everyday traditional use: some of them are also simplified forms of others (后, 里, 台).
const big5 = new TextDecoder('big5')
const everyday = new Set()
for (let lead = 0xa4; lead <= 0xc6; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail < 0x7f || trail > 0xa0) everyday.add(big5.decode(Uint8Array.of(lead, trail)))
  }
}

const single = text => [...text].length === 1
const fold = character => {
  const standard = standardOf.get(character) ?? character
  return simplifiedOf.get(standard) ?? simplifiedOf.get(character) ?? standard
}
const characters = new Set([...simplifiedOf.keys(), ...standardOf.keys(), ...hongKong.keys(), ...taiwan.keys()])
const folds = [...characters].map(character => [character, fold(fold(character))]).filter(([from, to]) => from !== to && single(from) && single(to))
const inHongKong = new Set(hongKong.values())
const simplified = [...traditionalOf].filter(([from, to]) => from !== to && single(to) && !everyday.has(from) && !inHongKong.has(from))
  .map(([from, to]) => [from, hongKong.get(to) ?? to])

const lines = pairs => pairs.map(pair => pair.join(' ')).sort().join('\n') + '\n'
export const tables = { 'han-fold.txt': lines(folds), 'han-simplified.txt': lines(simplified) }
