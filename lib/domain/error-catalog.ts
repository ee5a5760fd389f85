/** What one error code means to HTTP, to the job runner, and to a person in either language of the interface. */
interface ErrorEntry {
  status: number
  /** True when the same call may succeed later with nothing changed by the person. */
  isRetryable: boolean
  /** What happened and what to do, one or two sentences each. */
  en: string
  ko: string
}

function entry(status: number, isRetryable: boolean, en: string, ko: string): ErrorEntry {
  return { status, isRetryable, en, ko }
}

/** The closed set of failures. A code that is not here cannot be thrown. */
export const errorCatalog = {
  invalid_request: entry(400, false, 'The request is not in the expected form.', '요청의 형식이 올바르지 않습니다.'),
  origin_refused: entry(
    403,
    false,
    'This address may not call Docent. Open Docent at its own address.',
    '이 주소에서는 도슨트를 호출할 수 없습니다. 도슨트 주소로 직접 접속해 주세요.',
  ),
  not_found: entry(404, false, 'There is nothing here. It may have been deleted.', '찾을 수 없습니다. 삭제되었을 수 있습니다.'),
  conflict: entry(
    409,
    false,
    'This cannot be done in its present state. Reload and try again.',
    '현재 상태에서는 할 수 없습니다. 새로 고침한 뒤 다시 시도해 주세요.',
  ),
  model_change_open: entry(
    409,
    false,
    'The embedding model is being changed already. Finish or cancel that first, on the models page.',
    '이미 임베딩 모델을 바꾸는 중입니다. 모델 페이지에서 먼저 끝내거나 취소해 주세요.',
  ),
  test_set_empty: entry(
    409,
    false,
    'This test set has no question with a right passage yet. Add one first.',
    '이 테스트 세트에는 정답 구절이 있는 질문이 아직 없습니다. 먼저 질문을 추가해 주세요.',
  ),
  test_run_open: entry(
    409,
    true,
    'Another measurement is running. Wait until it is done, or cancel it.',
    '다른 측정이 진행 중입니다. 끝날 때까지 기다리거나 취소해 주세요.',
  ),
  test_file_damaged: entry(
    422,
    false,
    'A line of this file is not in the expected form. queries.jsonl and corpus.jsonl hold one object with _id and text a line, qrels.tsv query-id, corpus-id and score.',
    '이 파일에 형식이 맞지 않는 줄이 있습니다. queries.jsonl과 corpus.jsonl은 한 줄에 _id와 text가 있는 객체 하나, qrels.tsv는 query-id, corpus-id, score를 담아야 합니다.',
  ),
  llm_not_set_up: entry(409, false, 'This needs a language model. Set one up in the settings.', '언어 모델이 필요한 기능입니다. 설정에서 먼저 연결해 주세요.'),
  document_not_ready: entry(
    409,
    true,
    'This document is still being read. Try again when it is ready.',
    '아직 문서를 읽고 있습니다. 준비가 끝나면 다시 시도해 주세요.',
  ),
  payload_too_large: entry(413, false, 'This is larger than the limit. Split it into smaller parts.', '허용된 크기를 넘습니다. 나누어서 올려 주세요.'),
  too_many_files: entry(
    413,
    false,
    'Too many files in one upload. Send them in smaller groups.',
    '한 번에 올릴 수 있는 파일 수를 넘었습니다. 나누어서 올려 주세요.',
  ),
  unsupported_type: entry(
    415,
    false,
    'This kind of file is not supported yet. PDF, DOCX, PPTX, XLSX, ODT, ODS, ODP, RTF, EPUB, EML, HWP, HWPX, CSV, JSON, Markdown, HTML, source code, plain text, images and ZIP archives are.',
    '아직 지원하지 않는 형식입니다. PDF, DOCX, PPTX, XLSX, ODT, ODS, ODP, RTF, EPUB, EML, HWP, HWPX, CSV, JSON, Markdown, HTML, 소스 코드, 텍스트, 이미지, ZIP 파일을 올려 주세요.',
  ),
  undecodable_text: entry(
    422,
    false,
    'The text encoding could not be recognised with certainty. Save the file as UTF-8 and upload it again.',
    '문자 인코딩을 확실히 알 수 없습니다. UTF-8로 저장한 뒤 다시 올려 주세요.',
  ),
  empty_document: entry(
    422,
    false,
    'No text was found in this file. A scanned document needs text recognition first.',
    '파일에서 텍스트를 찾지 못했습니다. 스캔한 문서라면 먼저 문자 인식(OCR)을 해 주세요.',
  ),
  damaged_file: entry(
    422,
    false,
    'The file is damaged and could not be read. Open it in its own program and save it again.',
    '파일이 손상되어 읽을 수 없습니다. 원래 프로그램에서 열어 다시 저장해 주세요.',
  ),
  password_required: entry(
    422,
    false,
    'The file is protected by a password. Remove the password and upload it again.',
    '암호로 보호된 파일입니다. 암호를 해제한 뒤 다시 올려 주세요.',
  ),
  parse_time_exceeded: entry(
    422,
    false,
    'Reading this file took too long and was stopped. Split it or save it in a simpler form.',
    '파일을 읽는 데 너무 오래 걸려 중단했습니다. 나누거나 더 단순한 형식으로 저장해 주세요.',
  ),
  parse_memory_exceeded: entry(
    422,
    false,
    'Reading this file needed too much memory and was stopped. Split it or save it in a simpler form.',
    '파일을 읽는 데 메모리가 너무 많이 필요해 중단했습니다. 나누거나 더 단순한 형식으로 저장해 주세요.',
  ),
  parser_crashed: entry(
    422,
    false,
    'The reader stopped unexpectedly on this file. Save it again in its own program, then retry.',
    '파일을 읽는 도중 예기치 않게 중단되었습니다. 원래 프로그램에서 다시 저장한 뒤 시도해 주세요.',
  ),
  parked: entry(
    422,
    false,
    'Docent stopped three times while it was working on this file, so the file was set aside. Save it again in its own program or split it, then retry.',
    '이 파일을 처리하는 동안 도슨트가 세 번 중단되어 파일을 따로 빼 두었습니다. 원래 프로그램에서 다시 저장하거나 나눈 뒤 다시 시도해 주세요.',
  ),
  parse_output_exceeded: entry(
    422,
    false,
    'This file holds more text than the limit. Split it into smaller files.',
    '파일에 들어 있는 텍스트가 허용된 양을 넘습니다. 여러 파일로 나누어 주세요.',
  ),
  archive_refused: entry(
    422,
    false,
    'This archive is damaged, protected, or holds more than the limits allow. Unpack it and upload the files.',
    '압축 파일이 손상되었거나 암호로 보호되었거나 허용된 한도를 넘습니다. 압축을 풀어 파일을 올려 주세요.',
  ),
  url_refused: entry(
    422,
    false,
    'This address is not on the public web, or its site asks programs to stay away. Download the file and upload it instead.',
    '공개된 웹 주소가 아니거나, 사이트가 자동 수집을 허용하지 않습니다. 파일을 내려받아 올려 주세요.',
  ),
  url_not_found: entry(422, false, 'There is nothing at this address. Check it in a browser.', '이 주소에 문서가 없습니다. 브라우저에서 확인해 주세요.'),
  url_unreachable: entry(
    502,
    true,
    'The site does not answer. Check the address, or try again later.',
    '사이트가 응답하지 않습니다. 주소를 확인하거나 나중에 다시 시도해 주세요.',
  ),
  url_too_large: entry(422, false, 'What is at this address is larger than the limit.', '이 주소의 문서가 허용된 크기를 넘습니다.'),
  url_redirects: entry(
    422,
    false,
    'This address leads on and on to others. Use the final address.',
    '주소가 계속 다른 곳으로 넘어갑니다. 최종 주소를 입력해 주세요.',
  ),
  url_timed_out: entry(504, true, 'The site took too long to answer. Try again later.', '사이트의 응답이 너무 오래 걸립니다. 나중에 다시 시도해 주세요.'),
  original_missing: entry(410, false, 'The original file is no longer on disk. Upload it again.', '원본 파일이 디스크에 없습니다. 다시 올려 주세요.'),
  qdrant_unavailable: entry(
    503,
    true,
    'The vector database is not answering. Docent restarts its own by itself; if QDRANT_URL is set, check that server. Try again in a moment.',
    '벡터 데이터베이스가 응답하지 않습니다. 도슨트가 실행한 것은 자동으로 다시 시작되며, QDRANT_URL을 지정했다면 그 서버를 확인해 주세요. 잠시 후 다시 시도해 주세요.',
  ),
  qdrant_failed: entry(
    502,
    true,
    'The vector database refused the operation. See the log for the reason.',
    '벡터 데이터베이스가 작업을 거부했습니다. 로그에서 이유를 확인해 주세요.',
  ),
  qdrant_missing: entry(
    503,
    false,
    'No Qdrant was found for this platform. Set QDRANT_URL to a running server, set QDRANT_BIN to its program, or use docker compose.',
    '이 플랫폼에서 Qdrant를 찾지 못했습니다. QDRANT_URL에 실행 중인 서버를, QDRANT_BIN에 실행 파일을 지정하거나 docker compose를 사용해 주세요.',
  ),
  checksum_mismatch: entry(
    500,
    false,
    'A downloaded file does not have the expected contents and was refused. Delete it and start again.',
    '내려받은 파일의 내용이 예상과 달라 사용하지 않았습니다. 파일을 지우고 다시 시작해 주세요.',
  ),
  data_directory_in_use: entry(
    409,
    false,
    'Another Docent is using this data directory. Stop it, or give this one its own DATA_DIR.',
    '다른 도슨트가 이 데이터 폴더를 사용하고 있습니다. 먼저 종료하거나 DATA_DIR를 따로 지정해 주세요.',
  ),
  embedding_model_mismatch: entry(
    409,
    false,
    'The collection was built with another embedding model. Set EMBEDDING_MODEL back to it, or start with another DATA_DIR.',
    '컬렉션이 다른 임베딩 모델로 만들어졌습니다. EMBEDDING_MODEL을 되돌리거나 다른 DATA_DIR로 시작해 주세요.',
  ),
  model_files_missing: entry(
    503,
    false,
    'The embedding model files are missing. Run npm run models.',
    '임베딩 모델 파일이 없습니다. npm run models를 실행해 주세요.',
  ),
  reranker_failed: entry(
    500,
    true,
    'The reranking model failed. The passages are shown in the order of the search.',
    '재정렬 모델에 오류가 있습니다. 검색 순서대로 보여 드립니다.',
  ),
  entailment_failed: entry(
    500,
    true,
    'The model that checks the sentences failed. They are checked without it.',
    '문장을 확인하는 모델에 오류가 있습니다. 이 모델 없이 확인합니다.',
  ),
  embedding_endpoint_failed: entry(
    502,
    true,
    'The embedding service did not answer as expected. Check its address, its key and its model, then try again.',
    '임베딩 서비스가 올바르게 응답하지 않습니다. 주소, 키, 모델을 확인한 뒤 다시 시도해 주세요.',
  ),
  embedder_failed: entry(
    500,
    true,
    'The embedding model stopped. It is restarted automatically; try again.',
    '임베딩 모델이 중단되었습니다. 자동으로 다시 시작되니 다시 시도해 주세요.',
  ),
  database_failed: entry(
    500,
    true,
    'The database did not accept the operation. Check that the disk is not full, then try again.',
    '데이터베이스가 작업을 처리하지 못했습니다. 디스크 공간을 확인한 뒤 다시 시도해 주세요.',
  ),
  database_busy: entry(
    503,
    true,
    'Another program, perhaps a backup, holds the database. Docent goes on as soon as it is free.',
    '백업 등 다른 프로그램이 데이터베이스를 사용하고 있습니다. 사용이 끝나면 도슨트가 이어서 진행합니다.',
  ),
  disk_full: entry(
    507,
    true,
    'The disk that holds DATA_DIR is full. Free some space; what waits goes on by itself.',
    'DATA_DIR가 있는 디스크가 가득 찼습니다. 공간을 비우면 대기 중인 작업이 자동으로 이어집니다.',
  ),
  qdrant_disk_full: entry(
    507,
    true,
    'The disk of the vector database is full: that of DATA_DIR, or of the server at QDRANT_URL. Free some space; what waits goes on by itself.',
    '벡터 데이터베이스의 디스크(DATA_DIR 또는 QDRANT_URL 서버)가 가득 찼습니다. 공간을 비우면 대기 중인 작업이 자동으로 이어집니다.',
  ),
  storage_failed: entry(
    500,
    true,
    'The file could not be written or read. Check the disk space and the folder permissions.',
    '파일을 쓰거나 읽지 못했습니다. 디스크 공간과 폴더 권한을 확인해 주세요.',
  ),
  llm_unreachable: entry(
    502,
    true,
    'The language model did not answer. Check that its server is running and its address is right.',
    '언어 모델이 응답하지 않습니다. 서버가 실행 중인지, 주소가 맞는지 확인해 주세요.',
  ),
  llm_unauthorized: entry(
    502,
    false,
    'The language model refused the API key. Check the key in the settings.',
    '언어 모델이 API 키를 거부했습니다. 설정에서 키를 확인해 주세요.',
  ),
  llm_model_missing: entry(
    502,
    false,
    'The language model server does not know this model. Check the model name in the settings.',
    '언어 모델 서버에 해당 모델이 없습니다. 설정에서 모델 이름을 확인해 주세요.',
  ),
  llm_rate_limited: entry(
    503,
    true,
    'The language model is busy or its quota is used up. Try again later.',
    '언어 모델이 바쁘거나 사용 한도를 다 썼습니다. 나중에 다시 시도해 주세요.',
  ),
  llm_connection_missing: entry(
    409,
    false,
    'The language model chosen for this conversation has been removed from the settings. Choose another one and ask again.',
    '이 대화에서 선택한 언어 모델이 설정에서 삭제되었습니다. 다른 모델을 선택한 뒤 다시 질문해 주세요.',
  ),
  llm_context_exceeded: entry(
    502,
    false,
    'The passages did not fit into what the language model can read at once. Set its context size in the settings.',
    '찾은 구절이 언어 모델이 한 번에 읽을 수 있는 양을 넘었습니다. 설정에서 컨텍스트 크기를 지정해 주세요.',
  ),
  llm_failed: entry(
    502,
    true,
    'The language model returned an error. Try again, or check its server.',
    '언어 모델에서 오류가 발생했습니다. 다시 시도하거나 서버를 확인해 주세요.',
  ),
  llm_interrupted: entry(
    502,
    true,
    'The language model stopped in the middle of the answer. Retry to get a whole answer.',
    '언어 모델이 답변 도중에 멈췄습니다. 다시 시도하면 전체 답변을 받을 수 있습니다.',
  ),
  llm_timed_out: entry(
    504,
    true,
    'The language model took too long. Try again, or choose a faster model.',
    '언어 모델의 응답이 너무 오래 걸립니다. 다시 시도하거나 더 빠른 모델을 선택해 주세요.',
  ),
  cancelled: entry(499, true, 'Stopped on request.', '요청에 따라 중단했습니다.'),
  internal_error: entry(
    500,
    false,
    'Something went wrong inside Docent. The log has the details.',
    '도슨트 내부에서 문제가 발생했습니다. 자세한 내용은 로그에 있습니다.',
  ),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorCatalog

/** The languages of the interface. */
export type InterfaceLanguage = 'en' | 'ko'

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errorCatalog, value)
}
