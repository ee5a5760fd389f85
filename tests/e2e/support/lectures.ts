/** Twenty lectures in the user's own form, one block each; the one that is asked for comes first in `lectureTitle`. */
export const lectureTitle = '리액트와 node.js 활용하여 google API로 챗봇 구축'

const lectures: Array<[title: string, lecturer: string, needed: string]> = [
  ['React와 Styled-components를 이용한 웹사이트 제작', '아주대학교 김도현', 'HTML, CSS 기초'],
  ['Docker로 배우는 컨테이너 기초', '아주대학교 이서준', '리눅스 기초'],
  ['AWS를 이용해 효율적으로 자신의 웹사이트에 도메인 네임 및 HTTPS 적용하기', '아주대학교 소프트웨어학과 박승민', '리눅스 기초'],
  ['Python으로 시작하는 데이터 분석', '아주대학교 최유진', '없음'],
  [lectureTitle, '아주대학교 소프트웨어학과 강수빈', '리액트, node.js 기초'],
  ['쿠버네티스 입문과 배포 자동화', '아주대학교 정하늘', 'Docker 기초'],
  ['Spring Boot로 만드는 REST API', '아주대학교 윤지호', '자바 기초'],
  ['Unity로 만드는 2D 게임', '아주대학교 한소희', 'C# 기초'],
  ['TensorFlow 이미지 분류', '아주대학교 오세훈', '파이썬 기초'],
  ['Flutter 모바일 앱 개발', '아주대학교 임채원', '객체지향 기초'],
  ['Kafka 실시간 데이터 파이프라인', '아주대학교 배준영', '자바 기초'],
  ['Git과 GitHub 협업', '아주대학교 신예린', '없음'],
  ['SQL 튜닝 실전', '아주대학교 노태영', 'SQL 기초'],
  ['웹 보안과 OWASP Top 10', '아주대학교 문가영', '웹 개발 기초'],
  ['Figma로 하는 UI 설계', '아주대학교 서지안', '없음'],
  ['Node.js와 Express 게시판', '아주대학교 홍민재', '자바스크립트 기초'],
  ['Vue.js 3 핵심', '아주대학교 장다은', '자바스크립트 기초'],
  ['Go 마이크로서비스', '아주대학교 권혁진', 'Go 기초'],
  ['LangChain 챗봇', '아주대학교 유승아', '파이썬 기초'],
  ['ROS 로봇 제어', '아주대학교 조은우', 'C++ 기초'],
]

export const lectureList = lectures.map(([title, lecturer, needed]) => `[SWTT] ${title}\n강사: ${lecturer}\n사전지식: ${needed}`).join('\n\n')

export const lectureQuestion = '리액트랑 Node.js 배운 사람을 위한 구글 API 챗봇 강의가 있었던 것 같은데, 강사랑 필요한 사전지식 알려줘.'
