/** A document about one invented thing, and the question that only it answers. */
export interface InventedThing {
  source: string
  text: string
  question: string
  /** Stands in the answer, and in no other document. */
  answer: string
}

const firstParts = ['Bal', 'Cor', 'Dun', 'Fen', 'Gar', 'Hel', 'Jor', 'Kel', 'Lum', 'Mor']
const lastParts = ['vander', 'tessik', 'moorle', 'quinth', 'drasko', 'pellow', 'zandri', 'wexham', 'yarrow', 'nordle']
const korean = ['바람', '구름', '여울', '노을', '달빛', '이슬', '서리', '안개', '물결', '햇살']

/** As many as asked for, half English, half Korean; their names share no word. At most 100. */
export function inventThings(count: number): InventedThing[] {
  return Array.from({ length: count }, (_, index) => (index % 2 === 0 ? inventEnglish(index) : inventKorean(index)))
}

function inventEnglish(index: number): InventedThing {
  const name = `${firstParts[index % 10]}${lastParts[Math.floor(index / 10)]}`
  const answer = `${3000 + index * 37} kilograms`
  const text = [
    `# The ${name} crane`,
    `The ${name} crane stands in the harbour and was built by a small workshop. Its arm turns in a full circle.`,
    `The ${name} crane lifts at most ${answer}. It is inspected in the first week of every month.`,
  ].join('\n\n')
  return { source: `${name.toLowerCase()}-crane.md`, text, question: `How much does the ${name} crane lift at most?`, answer }
}

function inventKorean(index: number): InventedThing {
  const name = `${korean[index % 10]}${korean[Math.floor(index / 10)]}호`
  const answer = `${3000 + index * 37}명`
  const text = [
    `# ${name} 안내`,
    `${name}는 섬을 오가는 배이다. 매일 아침 항구를 떠난다.`,
    `${name}의 정원은 ${answer}이다. 구명조끼는 좌석 아래에 있다.`,
  ].join('\n\n')
  return { source: `${name}.md`, text, question: `${name}의 정원은 몇 명인가요?`, answer }
}
